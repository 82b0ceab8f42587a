#!/usr/bin/env bash
# Checks articles in a pipeline: the same steps for every service, which differ only in how they show a report.
#
#   FACTLINT        the program (default: factlint on the PATH)
#   FACTLINT_PATHS  what to check, one path a line (default: the working directory)
#   FACTLINT_ARGS   further arguments of `factlint check`, one a line
#   FACTLINT_FORMAT the format on standard output (default: concise)
#   FACTLINT_REPORTS reports written to files, one NAME=PATH a line
#
# Ends with the exit code of the check: 0 nothing found, 1 findings, 2 a fault.
set -euo pipefail

program=${FACTLINT:-factlint}
arguments=(check --format "${FACTLINT_FORMAT:-concise}")
while IFS= read -r report; do
  [[ -n $report ]] && arguments+=(--output "$report")
done <<<"${FACTLINT_REPORTS:-}"
while IFS= read -r argument; do
  [[ -n $argument ]] && arguments+=("$argument")
done <<<"${FACTLINT_ARGS:-}"
arguments+=(--)
while IFS= read -r path; do
  [[ -n $path ]] && arguments+=("$path")
done <<<"${FACTLINT_PATHS:-.}"

exec "$program" "${arguments[@]}"
