#!/bin/sh
# PySpark and a Java for the test of Spark: installed where that is allowed; fails where there are none.
# The argument is the environment's Python.
set -eu

if ! command -v java >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing Debian's default-jre-headless (apt-get) for the test of Spark"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends default-jre-headless >/dev/null || true
fi
if ! command -v java >/dev/null; then
    echo "no Java here (Debian: apt-get install default-jre-headless): Spark's test is skipped"
    exit 1
fi
if ! "$1" -c 'import pyspark' 2>/dev/null; then
    echo "installing PySpark for its test: 450 MB"
    if ! "$1" -m pip --disable-pip-version-check install --quiet 'pyspark>=4'; then
        echo "PySpark could not be installed: its test is skipped"
        exit 1
    fi
fi
