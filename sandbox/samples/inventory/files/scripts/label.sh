#!/bin/sh
# Prints the shelf label of one product.
set -eu
printf 'SKU %s\n' "$1"
