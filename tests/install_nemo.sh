#!/bin/sh
# NeMo Curator for the tests of its adapter: installed where that is allowed; fails where it is not there.
# The argument is the environment's Python. Its own requirements, PyTorch with CUDA among them, are several gigabytes:
# the stages that read web archives do without, so that only what these import is installed.
set -eu

python=$1
there() { "$python" -c 'import nemo_curator.stages.text.download.common_crawl.extract' 2>/dev/null; }

if there; then
    exit 0
fi
echo "installing NeMo Curator, without PyTorch, for the tests of its adapter"
pip_install() { "$python" -m pip --disable-pip-version-check install --quiet "$@"; }
pip_install "beautifulsoup4>=4.12" "justext>=3" "loguru>=0.7" "pycld2>=0.42" "resiliparse>=0.14" &&
    pip_install --no-deps nemo-curator==1.4.0 cosmos-xenna==0.2.0 || true
if ! there; then
    echo "NeMo Curator could not be installed: the tests that run it are skipped"
    exit 1
fi
