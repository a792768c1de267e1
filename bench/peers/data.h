// The files that `likewise bench index` reads: float32 or int32, little-endian, row after row, no header.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

// Read piece by piece, not mapped, so that its pages are not taken for the memory of what is measured.
class DataFile {
public:
    DataFile(const std::string& path, int row_bytes)
        : path_(path), row_bytes_(row_bytes), file_(open(path.c_str(), O_RDONLY)) {
        struct stat facts;
        if (file_ < 0 || fstat(file_, &facts) != 0) throw std::runtime_error(path + ": cannot be read");
        if (facts.st_size == 0 || facts.st_size % row_bytes != 0) throw std::runtime_error(path + ": no whole rows");
        rows_ = facts.st_size / row_bytes;
    }

    DataFile(const DataFile&) = delete;
    ~DataFile() { close(file_); }

    int64_t rows() const { return rows_; }

    void read(int64_t first, int64_t count, void* destination) const {
        auto* to = static_cast<char*>(destination);
        for (int64_t at = first * row_bytes_, end = at + count * row_bytes_; at < end;) {
            const auto got = pread(file_, to, end - at, at);
            if (got <= 0) throw std::runtime_error(path_ + ": ends too early");
            at += got;
            to += got;
        }
    }

private:
    std::string path_;
    int row_bytes_;
    int file_;
    int64_t rows_;
};
