#!/bin/sh
# Makes the certificates of the tests: two authorities, and an agency and a gateway certified by the first, a stranger by the
# second. Valid for a hundred years, for 127.0.0.1 only; they protect nothing and are not used anywhere else.
set -eu
cd "$(dirname "$0")"
authority() { openssl req -x509 -newkey ed25519 -nodes -days 36500 -subj "/CN=$1" -keyout "$1.key" -out "$1.pem" 2>/dev/null; }
certify() {
  openssl req -newkey ed25519 -nodes -subj "/CN=$1" -keyout "$1.key" -out "$1.csr" 2>/dev/null
  printf 'subjectAltName=IP:127.0.0.1\n' > "$1.ext"
  openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -CAcreateserial -days 36500 -extfile "$1.ext" -out "$1.pem" 2>/dev/null
}
authority county && authority elsewhere
certify agency county && certify gateway county && certify stranger elsewhere
rm -f ./*.csr ./*.ext ./*.srl county.key elsewhere.key
