// Asks a server everything that the official clients can ask a cache for, each question twice: the second answer must be the same,
// and the cache's. Usage: node clients.mjs URL. Prints one line for each question and ends with 1 when something is not as it should be.
import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';

const url = process.argv[2];
const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'any', maxRetries: 0 });
const anthropic = new Anthropic({ baseURL: url, apiKey: 'any', maxRetries: 0 });

const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false };
const chatTool = { type: 'function', function: { name: 'weather', parameters: schema } };
const responsesTool = { type: 'function', name: 'weather', parameters: schema, strict: true };
const messagesTool = { name: 'weather', input_schema: schema };

/**
 * The same question twice; what is told of the answers must be equal, and the second the cache's. A stream is stored behind its
 * last byte, so who asks at once may be told that it is on its way.
 */
async function twice(name, ask) {
  const first = await ask();
  let second = await ask();
  for (let tries = 0; second.cache !== 'hit' && tries < 100; tries++) {
    assert.deepEqual(second.told, first.told, name);
    await new Promise((resolve) => setTimeout(resolve, 20));
    second = await ask();
  }
  assert.equal(second.cache, 'hit', `${name}: the second answer is a ${second.cache}`);
  assert.deepEqual(second.told, first.told, name);
  console.log(`ok ${name}`);
  return first.told;
}

const whole = async (request, tell) => {
  const { data, response } = await request.withResponse();
  return { cache: response.headers.get('x-likewise-cache'), told: tell(data) };
};

const streamed = async (request, gather) => {
  const { data, response } = await request.withResponse();
  return { cache: response.headers.get('x-likewise-cache'), told: await gather(data) };
};

async function chatStream(stream) {
  const told = { text: '', name: '', args: '', finish: null, tokens: 0 };
  for await (const chunk of stream) {
    const [choice] = chunk.choices;
    told.text += choice?.delta.content ?? '';
    told.name += choice?.delta.tool_calls?.[0]?.function?.name ?? '';
    told.args += choice?.delta.tool_calls?.[0]?.function?.arguments ?? '';
    told.finish = choice?.finish_reason ?? told.finish;
    told.tokens = chunk.usage?.total_tokens ?? told.tokens;
  }
  return told;
}

async function responsesStream(stream) {
  const told = { text: '', args: '', end: '' };
  for await (const event of stream) {
    if (event.type === 'response.output_text.delta') told.text += event.delta;
    if (event.type === 'response.function_call_arguments.delta') told.args += event.delta;
    if (event.type === 'response.completed') told.end = event.response.output.map((item) => item.type).join();
  }
  return told;
}

const user = (content) => [{ role: 'user', content }];
const ofChat = ({ choices: [{ message, finish_reason }], usage }) => ({
  text: message.content, calls: message.tool_calls?.map((call) => call.function), finish_reason, tokens: usage.total_tokens,
});
const ofResponse = (response) => ({
  text: response.output_text, items: response.output.map((item) => item.type), status: response.status,
  tokens: response.usage.total_tokens,
});
const ofMessage = (message) => ({ content: message.content, stop: message.stop_reason, tokens: message.usage.output_tokens });

await twice('chat', () => whole(
  openai.chat.completions.create({ model: 'm', messages: user('chat') }), ofChat));
await twice('chat, streamed', () => streamed(
  openai.chat.completions.create({
    model: 'm', messages: user('chat, streamed'), stream: true, stream_options: { include_usage: true },
  }), chatStream));
await twice('chat with tools', () => whole(
  openai.chat.completions.create({ model: 'm', messages: user('chat with tools'), tools: [chatTool] }), ofChat));
await twice('chat with tools, streamed', () => streamed(
  openai.chat.completions.create({
    model: 'm', messages: user('chat with tools, streamed'), tools: [chatTool], stream: true,
    stream_options: { include_usage: true },
  }), chatStream));
await twice('chat in a form', () => whole(
  openai.chat.completions.parse({
    model: 'm', messages: user('chat in a form'),
    response_format: { type: 'json_schema', json_schema: { name: 'place', schema, strict: true } },
  }), ({ choices: [{ message }] }) => {
    assert.equal(message.parsed.city, 'Bern');
    return message.parsed;
  }));
await twice('completion', () => whole(
  openai.completions.create({ model: 'm', prompt: 'completion' }), ({ choices: [{ text, finish_reason }] }) => [text, finish_reason]));
await twice('responses', () => whole(openai.responses.create({ model: 'm', input: 'responses' }), ofResponse));
await twice('responses, streamed', () => streamed(
  openai.responses.create({ model: 'm', input: 'responses, streamed', stream: true }), responsesStream));
await twice('responses with tools, streamed', () => streamed(
  openai.responses.create({ model: 'm', input: 'responses with tools, streamed', tools: [responsesTool], stream: true }),
  responsesStream));
await twice('messages', () => whole(
  anthropic.messages.create({ model: 'm', max_tokens: 99, messages: user('messages') }), ofMessage));
await twice('messages with tools', () => whole(
  anthropic.messages.create({ model: 'm', max_tokens: 99, messages: user('messages with tools'), tools: [messagesTool] }),
  ofMessage));
await twice('messages with tools, streamed', async () => {
  const stream = anthropic.messages.stream({
    model: 'm', max_tokens: 99, messages: user('messages with tools, streamed'), tools: [messagesTool],
  });
  const { response } = await stream.withResponse();
  return { cache: response.headers.get('x-likewise-cache'), told: ofMessage(await stream.finalMessage()) };
});

const { data: [numbers] } = await openai.embeddings.create({
  model: 'all-MiniLM-L6-v2', input: 'An embedding', encoding_format: 'float',
});
const { data: [decoded] } = await openai.embeddings.create({ model: 'all-MiniLM-L6-v2', input: ['An embedding'] });
assert.equal(numbers.embedding.length, 384);
assert.deepEqual(decoded.embedding.map(Math.fround), numbers.embedding.map(Math.fround));
console.log('ok embeddings');

await assert.rejects(openai.chat.completions.create({ model: 'm', messages: [] }), OpenAI.BadRequestError);
await assert.rejects(openai.responses.create({ model: 'm', input: '' }), OpenAI.BadRequestError);
await assert.rejects(anthropic.messages.create({ model: 'm', max_tokens: 9, messages: [] }), Anthropic.BadRequestError);
console.log('ok errors');
