#!/bin/sh
# Debian's libtorch names libraries for pictures, video and messages that no operator of it uses: they, and the two hundred others that they need in
# turn (Qt, FFmpeg, GDAL), are half of what loading it takes. Makes an empty library for each whose symbols nothing asks for, in a folder of its
# own; a worker's LD_LIBRARY_PATH then leads there. Where one of them is asked for after all, the folder stays empty.
#   stand-ins.sh SHIM FOLDER
set -eu
shim=$1
folder=$2
rm -rf "$folder"
mkdir -p "$folder"
# Without these tools, or a compiler, libtorch loads as it is.
for tool in ldd readelf cc; do
  command -v "$tool" >/dev/null || exit 0
done

torch=$(ldd "$shim" | sed -n 's/^[[:space:]]*libtorch_cpu\.so[^ ]* => \([^ ]*\) .*/\1/p')
[ -n "$torch" ] || exit 0
readelf -dW "$torch" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -E '^lib(opencv_[a-z0-9]+|avcodec|avformat|avutil|swscale|swresample|zmq)\.so' | while read -r name; do
  cc -shared -nostdlib -x c /dev/null -Wl,-soname,"$name" -o "$folder/$name"
done

# -r resolves every symbol of every library that is left, those that would be looked for at the first call as well.
if LD_LIBRARY_PATH=$folder ldd -r "$shim" 2>&1 | grep -qE 'undefined symbol|not found'; then
  rm -f "$folder"/*
fi
