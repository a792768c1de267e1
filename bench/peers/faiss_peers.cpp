// Faiss: codes of 256 bits, float32, int8, and inverted lists of product codes.
#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>

#include <faiss/IndexBinaryFlat.h>
#include <faiss/IndexFlat.h>
#include <faiss/IndexIVFPQ.h>
#include <faiss/IndexScalarQuantizer.h>
#include <faiss/utils/utils.h>

#include "peer.h"

namespace {

constexpr int kBits = 256;
constexpr int kProbes = 8;
constexpr int kCodeBytes = 48;       // of a product code
constexpr int kCellRounds = 10;      // of k-means for the cells

std::string compiled_for() {
    auto options = faiss::get_compile_options();
    options.erase(options.find_last_not_of(' ') + 1);
    return options;
}

// The sign of 256 random projections, as Likewise's codes are made, but with a seed of its own.
class SignEncoder {
public:
    explicit SignEncoder(int dim) : projection_(size_t(dim) * kBits) {
        std::mt19937_64 random(20263);
        std::normal_distribution<float> normal;
        for (auto& value : projection_) value = normal(random);
    }

    // Goes through the projection in the order in which it lies in memory, so that the inner loop is plain vector code.
    void encode(const float* vector, uint8_t* code) const {
        float sums[kBits] = {};
        const float* column = projection_.data();
        for (size_t i = 0; i < projection_.size() / kBits; i++, column += kBits)
            for (int bit = 0; bit < kBits; bit++) sums[bit] += vector[i] * column[bit];
        std::fill_n(code, kBits / 8, uint8_t{0});
        for (int bit = 0; bit < kBits; bit++) code[bit / 8] |= uint8_t(sums[bit] >= 0) << bit % 8;
    }

private:
    std::vector<float> projection_;  // Shape [dim, kBits].
};

// The nearest by Hamming distance, not scored again: faiss has no such step for binary codes.
class FaissBinary : public Peer {
public:
    explicit FaissBinary(int dim) : encoder_(dim), index_(kBits) {}

    void add(int64_t, const float* vector) override {
        uint8_t code[kBits / 8];
        encoder_.encode(vector, code);
        index_.add(1, code);
    }

    Neighbor search(const float* query) override {
        uint8_t code[kBits / 8];
        encoder_.encode(query, code);
        int32_t distance;
        int64_t row;
        index_.search(1, code, 1, &distance, &row);
        return {row, float(std::cos(M_PI * distance / kBits))};  // What the angle is on average, at this distance.
    }

    std::string isa() const override { return compiled_for(); }

private:
    SignEncoder encoder_;
    faiss::IndexBinaryFlat index_;
};

class FaissFloat : public Peer {
public:
    explicit FaissFloat(std::unique_ptr<faiss::Index> index) : index_(std::move(index)) {}

    void train(const float* rows, int64_t count) override {
        if (!index_->is_trained) index_->train(count, rows);
    }

    void add(int64_t, const float* vector) override { index_->add(1, vector); }

    Neighbor search(const float* query) override {
        float similarity;
        int64_t row;
        index_->search(1, query, 1, &similarity, &row);
        return {row, similarity};
    }

    std::string isa() const override { return compiled_for(); }

private:
    std::unique_ptr<faiss::Index> index_;
};

std::unique_ptr<faiss::Index> make_lists(int dim, int64_t count) {
    if (dim % kCodeBytes != 0) throw std::invalid_argument("faiss-ivfpq: --dim must be a multiple of 48");
    // A power of two near four times the root: 1,024 cells for 100,000 rows, 4,096 for a million.
    const auto cells = size_t(1) << int(std::lround(std::log2(4 * std::sqrt(double(count)))));
    auto cells_index = std::make_unique<faiss::IndexFlatIP>(dim);
    auto lists = std::make_unique<faiss::IndexIVFPQ>(
        cells_index.get(), dim, cells, kCodeBytes, 8, faiss::METRIC_INNER_PRODUCT);
    cells_index.release();
    lists->own_fields = true;  // The cells' index is deleted with the lists.
    lists->nprobe = kProbes;
    lists->cp.niter = kCellRounds;
    return lists;
}

}  // namespace

std::unique_ptr<Peer> make_faiss(const std::string& name, int dim, int64_t count) {
    if (name == "faiss-binary") return std::make_unique<FaissBinary>(dim);
    if (name == "faiss-flat") return std::make_unique<FaissFloat>(std::make_unique<faiss::IndexFlatIP>(dim));
    if (name == "faiss-sq8")
        return std::make_unique<FaissFloat>(std::make_unique<faiss::IndexScalarQuantizer>(
            dim, faiss::ScalarQuantizer::QT_8bit, faiss::METRIC_INNER_PRODUCT));
    if (name == "faiss-ivfpq") return std::make_unique<FaissFloat>(make_lists(dim, count));
    return nullptr;
}
