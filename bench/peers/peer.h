// What every peer is measured through.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

// The best that a search found. The row is -1 where nothing was.
struct Neighbor {
    int64_t row;
    float similarity;  // Cosine, or the peer's estimate of it.
};

class Peer {
public:
    virtual ~Peer() = default;

    // Learns from a sample of the rows before the first addition. Most have nothing to learn.
    virtual void train(const float* rows, int64_t count) {}

    virtual void add(int64_t row, const float* vector) = 0;

    // The whole search of one query: encode, look, rank.
    virtual Neighbor search(const float* query) = 0;

    // How wide a graph is searched; every width is measured on the same graph. Empty where there is no such thing.
    virtual std::vector<int> widths() const { return {}; }
    virtual void set_width(int ef) {}

    // What the library was compiled for, in its own words.
    virtual std::string isa() const = 0;
};

struct GraphShape {
    int links = 16;          // M: links of a node; twice as many on the lowest level.
    int build_width = 200;   // efConstruction
    std::vector<int> widths = {50, 256};
};

// Each answers null to a name that it does not know. count: how many rows there will be.
std::unique_ptr<Peer> make_faiss(const std::string& name, int dim, int64_t count);
std::unique_ptr<Peer> make_hnswlib(const std::string& name, int dim, int64_t count, const GraphShape& shape);
std::unique_ptr<Peer> make_usearch(const std::string& name, int dim, int64_t count, const GraphShape& shape);
