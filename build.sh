#!/usr/bin/env bash
# Makes a bare Debian 12 with the .NET 10 SDK able to run experiments, builds what is not built, and hands over to Cake:
#   ./build.sh --target=Experiments
# A second call asks no package manager and builds nothing. `dotnet cake --target=...` does the same without looking.
set -euo pipefail
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"

# Standard output is for what was asked for, such as the document of --json; what happens on the way goes to standard error.
exec 3>&1 1>&2

fail() { printf '%s\n' "$@" >&2; exit 1; }

command -v dotnet >/dev/null || fail "There is no dotnet on the PATH." "Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0"

# Each Debian package shows in a command or a file of it, so while all are there no package manager is asked.
# LIBTORCH names another libtorch, which then stands in for libtorch-dev.
multiarch=/usr/lib/$(uname -m)-linux-gnu
missing=()
for tool in g++ cmake make; do
  command -v "$tool" >/dev/null || missing+=("$tool")
done
[ -n "${LIBTORCH:-}" ] || [ -e "$multiarch/cmake/Torch" ] || missing+=(libtorch-dev)
[ -e "$multiarch/openblas-pthread/libblas.so.3" ] || missing+=(libopenblas0-pthread)
[ -e /usr/share/datasets/fashion-mnist ] || missing+=(dataset-fashion-mnist)
# npm brings what the report's plots are drawn with, once; the build embeds it.
[ -e artifacts/npm/report/brought.json ] || command -v npm >/dev/null || missing+=(npm)

# The tests of the report's page want a browser, and npm for its driver. Without them they are skipped, and say so.
wanted=()
case " ${*,,} " in *" --target=test "*)
  command -v chromium >/dev/null || wanted+=(chromium)
  command -v npm >/dev/null || [[ " ${missing[*]} " == *" npm "* ]] || wanted+=(npm) ;;
esac

install="apt-get install -y --no-install-recommends ${missing[*]} ${wanted[*]}"
may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }; }
}
if [ ${#missing[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || fail \
    "Missing: ${missing[*]} (Debian's names). This is no Debian, so install what they hold by this system's own means." \
    "LIBTORCH=/path/to/libtorch can stand in for libtorch-dev."
  may_install || fail "Missing packages: ${missing[*]}" "Neither root nor sudo is at hand. Have somebody run:" "  apt-get update && $install"
fi
if [ ${#missing[@]} -gt 0 ] || [ ${#wanted[@]} -gt 0 ] && may_install; then
  echo "Installing ${missing[*]} ${wanted[*]}"
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive $install
fi

# The same matrix product is tens of times slower in the reference BLAS.
blas=$(readlink -f "$multiarch/libblas.so.3" || true)
case "$blas" in
  *openblas*) ;;
  *) echo "libblas.so.3 is '${blas:-missing}', not OpenBLAS: training will be many times slower." \
      "Choose OpenBLAS with: update-alternatives --config libblas.so.3-$(uname -m)-linux-gnu" >&2 ;;
esac

# Everything the build reads, with its time and size: an edited, added or deleted file changes this text.
sources() {
  echo "LIBTORCH=${LIBTORCH:-}"
  { find src experiments build tests benchmarks Directory.* Reproducible.sln global.json .config .editorconfig -type f \
    \( -name '*.cs' -o -name '*.*proj' -o -name '*.props' -o -name '*.targets' -o -name '*.sln' -o -name '*.json' -o -name '*.cpp' -o -name '*.h' \
    -o -name '*.gz' -o -name '*.js' -o -name '*.css' -o -name .npmrc -o -name '*.proto' -o -name CMakeLists.txt -o -name '*.sh' -o -name .editorconfig \) -printf '%p %T@ %s\n' 2>/dev/null || true; } | LC_ALL=C sort
}

stamp=artifacts/built
now=$(sources)
if [ ! -e artifacts/bin/Reproducible.Build/release/Reproducible.Build.dll ] || [ "$now" != "$(cat "$stamp" 2>/dev/null)" ]; then
  dotnet --list-sdks | grep -q '^10\.' || fail \
    "The .NET 10 SDK is missing; found: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd, - | grep . || echo none)." \
    "Install it: https://dotnet.microsoft.com/download/dotnet/10.0"
  echo "Building"
  mkdir -p artifacts
  dotnet tool restore >artifacts/build.log || { cat artifacts/build.log >&2; fail "The local tools cannot be restored."; }
  # On a build machine nothing may stay behind that keeps its pipes open.
  options=()
  [ -z "${CI:-}" ] || options=(-nodeReuse:false -p:UseSharedCompilation=false)
  dotnet build Reproducible.sln --configuration Release --verbosity quiet -consoleLoggerParameters:NoSummary "${options[@]}" </dev/null || fail "The build failed; what failed stands above."
  # Taken before the build: what was edited meanwhile is built next time.
  printf '%s\n' "$now" >"$stamp"
fi

# A call lives for a second or two when nothing is to do: counting calls to compile better later takes a tenth of it and brings nothing.
export DOTNET_TieredPGO="${DOTNET_TieredPGO:-0}"
exec dotnet cake "$@" 1>&3 3>&-
