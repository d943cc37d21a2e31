#!/bin/sh
# Unpacks a libcoap that has OSCORE (Debian 13) beside the one installed, with its own C library.
# usage: libcoap-with-oscore.sh DIRECTORY
set -eu
mkdir -p "$1/state/lists/partial" "$1/cache/archives/partial"
cd "$1"
[ ! -e ready ] || exit 0
# from where this machine has its own packages
mirror=$(apt-get indextargets --format '$(SITE)' | grep -E '/debian/?$' | sort -u | head -n 1)
[ -n "$mirror" ] || { echo "apt knows no Debian mirror" >&2; exit 1; }
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" > sources.list
apt() {
  apt-get -q -o Dir::Etc::sourcelist="$PWD/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State="$PWD/state" -o Dir::Cache="$PWD/cache" -o Dir::State::status=/dev/null \
    -o Debug::NoLocking=1 -o APT::Sandbox::User="$(id -un)" -o APT::Architecture=amd64 \
    -o Acquire::Retries=2 -o Acquire::http::Timeout=20 "$@"
}
apt update
apt download libcoap3-bin libcoap3t64 libc6
for package in *.deb; do
  dpkg-deb -x "$package" root
done
touch ready
