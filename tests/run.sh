#!/usr/bin/env bash
# The one test command: installs what tests need, builds with warnings as errors, runs every test project, and closes
# with "N passed, N failed". Chromium is taken from apt when it is absent and that is allowed; CHROMIUM names another.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# Each test runs once: what the runtime would learn of it comes too late to help.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_TieredPGO=0

give_up() {
  echo "$1" >&2
  echo "0 passed, 1 failed"
  exit 1
}

command -v dotnet >/dev/null || give_up "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download"
command -v npm >/dev/null || give_up "Node.js 20 or newer is needed, with npm: https://nodejs.org"

install() {
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo -n)
  command -v apt-get >/dev/null || return 1
  "${root[@]}" apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "$@"
}

chromium=${CHROMIUM:-/usr/bin/chromium}
if [ ! -x "$chromium" ]; then
  echo "Installing Chromium for the browser tests"
  install chromium fonts-noto-core >/dev/null || give_up "Chromium is needed for the browser tests: install it, or name it with CHROMIUM=/path/to/chromium."
fi
export CHROMIUM=$chromium

# One compiler for all projects is started once and stays warm, also where the environment asks for one each.
dotnet build PracticeReview.sln --nologo -v quiet -warnaserror -p:UseSharedCompilation=true || give_up "The build failed."

passed=0 failed=0 names=""
for project in tests/*.Tests; do
  grep -rqE '\[(Fact|Theory)' --include='*.cs' "$project" || continue
  report=$(timeout 900 dotnet test --project "$project" --no-build 2>&1)
  code=$?
  ok=$(sed -nE 's/^ *succeeded: ([0-9]+).*/\1/p' <<<"$report" | tail -n 1)
  bad=$(sed -nE 's/^ *failed: ([0-9]+).*/\1/p' <<<"$report" | tail -n 1)
  if [ "$code" -ne 0 ] || [ -z "$ok" ]; then
    printf '%s\n' "$report"
    [ "${bad:-0}" -gt 0 ] || bad=1
    named=$(grep -A 3 '^failed ' <<<"$report")
    names+=${named:-$(basename "$project") ended with code $code}$'\n'
  fi
  echo "$(basename "$project"): ${ok:-0} passed, ${bad:-0} failed"
  passed=$((passed + ${ok:-0})) failed=$((failed + ${bad:-0}))
done

# A log that was cut still tells which tests failed, and why.
[ "$failed" -eq 0 ] || printf 'Failed:\n%s\n' "$names"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
