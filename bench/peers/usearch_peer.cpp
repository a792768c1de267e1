// usearch: a graph over vectors that it makes int8 itself.
#include <stdexcept>

#include <usearch/index_dense.hpp>

#include "peer.h"

namespace {

using namespace unum::usearch;

class Usearch : public Peer {
public:
    Usearch(int dim, int64_t count, const GraphShape& shape) : widths_(shape.widths) {
        const metric_punned_t metric(dim, metric_kind_t::cos_k, scalar_kind_t::i8_k);
        index_dense_config_t config(shape.links, shape.build_width, 0);
        auto made = index_dense_t::make(metric, config, default_free_value<index_dense_t::vector_key_t>(), {size_t(count), 1});
        if (!made) throw std::runtime_error(made.error.release());
        index_ = std::move(made.index);
    }

    void add(int64_t row, const float* vector) override {
        auto added = index_.add(row, vector, 0);
        if (!added) throw std::runtime_error(added.error.release());
    }

    Neighbor search(const float* query) override {
        auto found = index_.search(query, 1, 0);
        if (!found) throw std::runtime_error(found.error.release());
        return found.size() == 0 ? Neighbor{-1, -1} : Neighbor{int64_t(found[0].member.key), 1 - found[0].distance};
    }

    std::vector<int> widths() const override { return widths_; }
    void set_width(int ef) override { index_.change_expansion_search(ef); }
    std::string isa() const override { return index_.metric().isa_name(); }

private:
    index_dense_t index_;
    std::vector<int> widths_;
};

}  // namespace

std::unique_ptr<Peer> make_usearch(const std::string& name, int dim, int64_t count, const GraphShape& shape) {
    return name == "usearch-i8" ? std::make_unique<Usearch>(dim, count, shape) : nullptr;
}
