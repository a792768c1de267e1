// Measures one peer as `likewise bench index` measures Likewise: the same files, the same steps, the same fields.
#include <malloc.h>
#include <omp.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "data.h"
#include "peer.h"

namespace {

using Clock = std::chrono::steady_clock;

constexpr int64_t kRowsAtOnce = 256;
constexpr int64_t kTrainingRows = 100'000;
constexpr int64_t kWarmUpRows = 4'096;   // Enough for every peer to train, and for BLAS to take its buffers.
constexpr int kWarmUpSearches = 100;
constexpr double kWarmUpSeconds = 0.3;
constexpr double kHigh = 0.8;
constexpr double kTie = 1e-6;            // A row as close as the best within this is the best.
constexpr double kTruthTolerance = 1e-5; // By how much a truth made in single precision may miss the best.

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

struct Plan {
    std::string peer;
    int dim;
    int64_t count;
    const DataFile& vectors;
    std::vector<float> queries;
    std::vector<int32_t> truth;
    double seconds;
    GraphShape shape;

    const float* query(size_t number) const { return &queries[number * dim]; }
};

struct Build {
    std::unique_ptr<Peer> peer;
    double seconds;
};

struct Searches {
    std::vector<double> times;  // Microseconds.
    std::vector<Neighbor> found;
};

// Resident bytes that no file stands behind.
int64_t process_bytes() {
    malloc_trim(0);
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("RssAnon:", 0) == 0) return std::stoll(line.substr(8)) << 10;
    throw std::runtime_error("/proc/self/status has no RssAnon");
}

std::unique_ptr<Peer> make(const Plan& plan, int64_t count) {
    if (auto peer = make_faiss(plan.peer, plan.dim, count)) return peer;
    if (auto peer = make_hnswlib(plan.peer, plan.dim, count, plan.shape)) return peer;
    if (auto peer = make_usearch(plan.peer, plan.dim, count, plan.shape)) return peer;
    throw std::invalid_argument("--peer " + plan.peer + ": there is no such peer");
}

// Reading the file is not timed; training is.
Build build(const Plan& plan, int64_t count) {
    Build result{make(plan, count), 0};
    {
        std::vector<float> sample(std::min(count, kTrainingRows) * plan.dim);
        plan.vectors.read(0, sample.size() / plan.dim, sample.data());
        const auto start = Clock::now();
        result.peer->train(sample.data(), sample.size() / plan.dim);
        result.seconds += seconds_since(start);
    }

    std::vector<float> rows(kRowsAtOnce * plan.dim);
    for (int64_t first = 0; first < count; first += kRowsAtOnce) {
        const auto taken = std::min(kRowsAtOnce, count - first);
        plan.vectors.read(first, taken, rows.data());
        const auto start = Clock::now();
        for (int64_t row = 0; row < taken; row++) result.peer->add(first + row, &rows[row * plan.dim]);
        result.seconds += seconds_since(start);
    }

    return result;
}

Searches search(const Plan& plan, Peer& peer) {
    const auto warm_up = Clock::now();
    for (int i = 0; i < kWarmUpSearches || seconds_since(warm_up) < kWarmUpSeconds; i++)
        peer.search(plan.query(i % plan.truth.size()));

    Searches result;
    result.found.resize(plan.truth.size());
    const auto begin = Clock::now();
    do {
        for (size_t query = 0; query < plan.truth.size(); query++) {
            const auto start = Clock::now();
            result.found[query] = peer.search(plan.query(query));
            result.times.push_back(seconds_since(start) * 1e6);
        }
    } while (seconds_since(begin) < plan.seconds);
    return result;
}

double cosine(const Plan& plan, size_t query, int64_t row) {
    std::vector<float> vector(plan.dim);
    plan.vectors.read(row, 1, vector.data());
    double dot = 0, a = 0, b = 0;
    for (int i = 0; i < plan.dim; i++) {
        const double x = plan.query(query)[i], y = vector[i];
        dot += x * y;
        a += x * x;
        b += y * y;
    }
    return dot / std::sqrt(a * b);
}

struct Recall {
    int right = 0, above = 0, right_above = 0, wrong_above = 0;
};

Recall judge(const Plan& plan, const std::vector<Neighbor>& found) {
    Recall recall;
    for (size_t query = 0; query < found.size(); query++) {
        const auto best = cosine(plan, query, plan.truth[query]);
        const auto row = found[query].row;
        const auto reached = row < 0 ? -1 : cosine(plan, query, row);
        if (reached > best + kTruthTolerance)
            throw std::invalid_argument("--truth: something is closer. Is it for another --count?");
        const bool is_right = reached >= best - kTie;
        recall.right += is_right;
        if (best > kHigh) {
            recall.above++;
            recall.right_above += is_right;
        } else {
            recall.wrong_above += found[query].similarity > kHigh + kTie;
        }
    }
    return recall;
}

// Nearest rank.
double percentile(const std::vector<double>& sorted, double share) {
    return sorted[std::max<int64_t>(int64_t(std::ceil(share * sorted.size())) - 1, 0)];
}

void report(const Plan& plan, const Build& built, int64_t growth, const std::string& name) {
    auto [times, found] = search(plan, *built.peer);
    std::sort(times.begin(), times.end());
    const auto recall = judge(plan, found);
    const auto queries = int(plan.truth.size());
    const auto share = [](int part, int whole) -> std::string {
        return whole == 0 ? "null" : std::to_string(double(part) / whole);
    };
    std::ostringstream json;
    json << "{\"index\":\"" << name << "\",\"build_per_s\":" << plan.count / built.seconds
         << ",\"bytes_per_entry\":" << double(growth) / plan.count << ",\"p50_us\":" << percentile(times, 0.50)
         << ",\"p99_us\":" << percentile(times, 0.99) << ",\"recall\":" << share(recall.right, queries)
         << ",\"recall_above_80\":" << share(recall.right_above, recall.above)
         << ",\"wrong_above_80\":" << share(recall.wrong_above, queries - recall.above)
         << ",\"queries_above_80\":" << recall.above << ",\"searches\":" << times.size() << ",\"isa\":\""
         << built.peer->isa() << "\",\"count\":" << plan.count << ",\"dim\":" << plan.dim << ",\"queries\":" << queries << "}";
    std::cout << json.str() << std::endl;
}

void run(const Plan& plan) {
    build(plan, std::min(plan.count, kWarmUpRows));

    const auto before = process_bytes();
    const auto built = build(plan, plan.count);
    const auto growth = process_bytes() - before;

    if (built.peer->widths().empty()) report(plan, built, growth, plan.peer);
    for (const auto ef : built.peer->widths()) {
        built.peer->set_width(ef);
        report(plan, built, growth, plan.peer + " ef=" + std::to_string(ef));
    }
}

// --name value, each at most once.
std::map<std::string, std::string> options(int argc, char** argv) {
    std::map<std::string, std::string> result;
    for (int i = 1; i < argc; i += 2) {
        if (std::strncmp(argv[i], "--", 2) != 0 || i + 1 == argc) throw std::invalid_argument(argv[i]);
        result[argv[i] + 2] = argv[i + 1];
    }
    return result;
}

std::vector<int> numbers(const std::string& list) {
    std::vector<int> result;
    std::istringstream parts(list);
    for (std::string part; std::getline(parts, part, ',');) result.push_back(std::stoi(part));
    return result;
}

}  // namespace

int main(int argc, char** argv) try {
    const auto given = options(argc, argv);
    const auto or_else = [&](const char* name, const char* value) { return given.count(name) ? given.at(name) : value; };
    omp_set_num_threads(1);

    const auto dim = std::stoi(given.at("dim"));
    const DataFile vectors(given.at("vectors"), dim * sizeof(float)), queries(given.at("queries"), dim * sizeof(float)),
        truth(given.at("truth"), sizeof(int32_t));
    Plan plan{given.at("peer"), dim, given.count("count") ? std::stoll(given.at("count")) : vectors.rows(), vectors};
    if (plan.count < 1 || plan.count > vectors.rows()) throw std::invalid_argument("--count: the file has not so many rows");
    if (truth.rows() != queries.rows()) throw std::invalid_argument("--truth: another number of queries");

    plan.queries.resize(queries.rows() * dim);
    queries.read(0, queries.rows(), plan.queries.data());
    plan.truth.resize(truth.rows());
    truth.read(0, truth.rows(), plan.truth.data());
    plan.seconds = std::stod(or_else("seconds", "2"));
    plan.shape.links = std::stoi(or_else("links", "16"));
    plan.shape.build_width = std::stoi(or_else("ef-construction", "200"));
    plan.shape.widths = numbers(or_else("ef", "50,256"));
    run(plan);
    return 0;
} catch (const std::exception& error) {
    std::cerr << "peers: " << error.what()
              << "\nusage: peers --peer NAME --vectors F --dim D [--count N] --queries Q --truth T [--seconds 2]"
                 " [--links 16] [--ef-construction 200] [--ef 50,256]\n";
    return 1;
}
