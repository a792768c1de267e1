// hnswlib: a graph over float32 vectors.
#include <hnswlib/hnswlib.h>

#include "peer.h"

namespace {

class Hnswlib : public Peer {
public:
    Hnswlib(int dim, int64_t count, const GraphShape& shape)
        : space_(dim), graph_(&space_, count, shape.links, shape.build_width), widths_(shape.widths) {}

    void add(int64_t row, const float* vector) override { graph_.addPoint(vector, row); }

    Neighbor search(const float* query) override {
        const auto found = graph_.searchKnn(query, 1);
        return found.empty() ? Neighbor{-1, -1} : Neighbor{int64_t(found.top().second), 1 - found.top().first};
    }

    std::vector<int> widths() const override { return widths_; }
    void set_width(int ef) override { graph_.setEf(ef); }

    std::string isa() const override {
#if defined(USE_AVX512)
        return "avx512";
#elif defined(USE_AVX)
        return "avx";
#else
        return "baseline";
#endif
    }

private:
    hnswlib::InnerProductSpace space_;
    hnswlib::HierarchicalNSW<float> graph_;
    std::vector<int> widths_;
};

}  // namespace

std::unique_ptr<Peer> make_hnswlib(const std::string& name, int dim, int64_t count, const GraphShape& shape) {
    return name == "hnswlib" ? std::make_unique<Hnswlib>(dim, count, shape) : nullptr;
}
