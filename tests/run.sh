#!/usr/bin/env bash
# Builds everything with warnings as errors, runs every test project, and closes with "N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v dotnet >/dev/null || { echo "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download" >&2; exit 1; }

dotnet build PracticeReview.sln --nologo -v quiet || { echo "0 passed, 1 failed"; exit 1; }

passed=0 failed=0
for project in tests/*.Tests; do
  grep -rqE '\[(Fact|Theory)' --include='*.cs' "$project" || continue
  report=$(dotnet test --project "$project" --no-build 2>&1)
  code=$?
  ok=$(sed -nE 's/^ *succeeded: ([0-9]+).*/\1/p' <<<"$report" | tail -n 1)
  bad=$(sed -nE 's/^ *failed: ([0-9]+).*/\1/p' <<<"$report" | tail -n 1)
  if [ "$code" -ne 0 ] || [ -z "$ok" ]; then
    printf '%s\n' "$report"
    [ "${bad:-0}" -gt 0 ] || bad=1
  fi
  echo "$(basename "$project"): ${ok:-0} passed, ${bad:-0} failed"
  passed=$((passed + ${ok:-0})) failed=$((failed + ${bad:-0}))
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
