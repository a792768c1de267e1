#!/usr/bin/env bash
# Installs what the peers need (Debian 12), and builds them and Likewise. What is built already is kept.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

usearch_version=2.25.3
here=$PWD/bench/peers
out=$PWD/artifacts/peers
as_root=$([ "$(id -u)" = 0 ] || echo sudo)

say() { printf '==> %s\n' "$*" >&2; }

install_packages() {
    local packages=(cmake g++ make jq libhnswlib-dev libopenblas-serial-dev)
    dpkg-query -W "${packages[@]}" >/dev/null 2>&1 && return
    say "Installing ${packages[*]}"
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2
}

# Debian's libfaiss is compiled for any 64-bit x86, without even POPCNT, and is several times slower than faiss need be. So its
# source package is compiled here for the machine at hand. The lists of sources are kept apart from the system's.
build_faiss() {
    [ -e "$out/faiss/libfaiss.a" ] && return
    say "Fetching and building faiss from Debian's source package (a few minutes)"
    local parts=$out/apt/sources lists=$out/apt/lists
    mkdir -p "$parts" "$lists/partial" "$out/faiss/source"
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources}; do
        [ ! -e "$file" ] || sed -E 's/^deb /deb-src /; s/^Types:.*/Types: deb-src/' "$file" >"$parts/${file##*/}"
    done
    local apt=(apt-get -qq -o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$parts" -o "Dir::State::Lists=$lists")
    (
        cd "$out/faiss"
        $as_root "${apt[@]}" update
        $as_root "${apt[@]}" source --download-only faiss
        tar xzf faiss_*.orig.tar.gz -C source --strip-components=1
        cmake -S source -B build -DCMAKE_BUILD_TYPE=Release -DFAISS_ENABLE_GPU=OFF -DFAISS_ENABLE_PYTHON=OFF -DBUILD_TESTING=OFF \
            -DFAISS_OPT_LEVEL=avx2 -DCMAKE_CXX_FLAGS=-march=native -DBLA_VENDOR=OpenBLAS
        make -C build -j"$(nproc)" faiss_avx2
        cp build/faiss/libfaiss_avx2.a libfaiss.a
    ) >"$out/faiss.log" 2>&1 || { tail -20 "$out/faiss.log" >&2; return 1; }
}

# The npm package brings the headers and the kernels' source; its probe finds which kernels this compiler can make.
build_usearch() {
    [ -e "$out/usearch/kernels.a" ] && return
    say "Fetching usearch $usearch_version and building its kernels (a minute or two)"
    mkdir -p "$out/usearch"
    (
        cd "$out/usearch"
        npm pack --silent "usearch@$usearch_version"
        tar xzf "usearch-$usearch_version.tgz"
        node package/numkong/probes/probe.js
        printf '%s\n' package/numkong/c/*.c | xargs -P "$(nproc)" -I{} sh -c 'gcc -std=c11 -O3 -w -DNK_NATIVE_F16=0 \
            -DNK_NATIVE_BF16=0 -DNK_DYNAMIC_DISPATCH=1 -include package/numkong/nk_probes.h -Ipackage/numkong/include \
            -c {} -o "$(basename {} .c).o"'
        ar rcs kernels.a ./*.o
    ) >"$out/usearch.log" 2>&1 || { tail -20 "$out/usearch.log" >&2; return 1; }
}

build_peers() {
    say "Building the peers"
    local flags=(-O3 -std=c++17 -march=native -fopenmp) blas usearch=$out/usearch/package
    blas=$(dirname "$(dpkg -L libopenblas-serial-dev | grep '/libopenblas\.so$')")
    g++ "${flags[@]}" -Wall -c "$here/bench.cpp" -o "$out/bench.o"
    g++ "${flags[@]}" -Wall -I "$out/faiss/source" -c "$here/faiss_peers.cpp" -o "$out/faiss_peers.o"
    g++ "${flags[@]}" -w -c "$here/hnswlib_peer.cpp" -o "$out/hnswlib_peer.o"
    # Without the machine's own instructions: the kernels choose theirs as they start, and GCC 12 lacks a type that they want.
    g++ -O3 -std=c++17 -w -DUSEARCH_USE_NUMKONG=1 -DUSEARCH_USE_OPENMP=0 -DNK_DYNAMIC_DISPATCH=1 -DUSEARCH_CAN_COMPILE_FP16=0 \
        -DUSEARCH_CAN_COMPILE_BF16=0 -include "$usearch/numkong/nk_probes.h" -I "$usearch/include" -I "$usearch/numkong/include" \
        -c "$here/usearch_peer.cpp" -o "$out/usearch_peer.o"
    g++ -fopenmp "$out"/{bench,faiss_peers,hnswlib_peer,usearch_peer}.o "$out/faiss/libfaiss.a" "$out/usearch/kernels.a" \
        -L"$blas" -Wl,-rpath,"$blas" -lopenblas -o "$out/peers"
}

mkdir -p "$out"
install_packages
build_faiss
build_usearch
build_peers
say "Building Likewise"
dotnet build src/Likewise.Cli -c Release -v q -nodeReuse:false >&2
