# SPDX-License-Identifier: Apache-2.0
# Shared by ./run, ./test and tools/nightly, which source it: numbered steps with their elapsed time, installing
# packages, building the web. Expects `set -euo pipefail`, `root` (the repository) and `log` (where output goes).
# shellcheck shell=bash

step_number=0
summary=()
step_ok=yes

say() { printf '%s\n' "$*"; }

die() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# seconds_since MILLISECONDS: "12.3"
seconds_since() {
    local elapsed=$(($(date +%s%3N) - $1))
    printf '%d.%d' $((elapsed / 1000)) $((elapsed % 1000 / 100))
}

# try_step TITLE COMMAND...: runs COMMAND with its output in the log and says how long it took; on failure shows the
# output. Whether it went well stands in step_ok. It always returns 0 and must not be called in a condition: there bash
# ignores `set -e`, and a function would run on after its first failure.
try_step() {
    local title=$1 started code from
    shift
    step_number=$((step_number + 1))
    printf '%2d  %-58s ' "$step_number" "$title"
    started=$(date +%s%3N)
    printf '\n== %s: %s\n' "$title" "$*" >>"$log"
    from=$(($(wc -l <"$log") + 1))
    set +e
    (
        set -e
        "$@"
    ) >>"$log" 2>&1 </dev/null
    code=$?
    set -e
    if [ "$code" -eq 0 ]; then
        step_ok=yes
        printf '%8s s\n' "$(seconds_since "$started")"
        summary+=("passed  $title ($(seconds_since "$started") s)")
        return 0
    fi
    step_ok=""
    printf '%8s s  FAILED\n' "$(seconds_since "$started")"
    summary+=("FAILED  $title ($(seconds_since "$started") s)")
    tail -n "+$from" "$log" | tail -n 80 >&2
    printf '\nThe whole output is in %s\n' "$log" >&2
}

# step TITLE COMMAND...: as try_step, but a failure ends the script.
step() {
    try_step "$@"
    [ -n "$step_ok" ] || exit 1
}

# packages_of SECTION...: the package names of those sections of packages.txt
packages_of() {
    local section
    for section in "$@"; do
        awk -v wanted="[$section]" '/^\[/ { on = ($1 == wanted); next } on { sub(/#.*/, ""); if ($1) print $1 }' \
            "$root/packages.txt"
    done
}

# Another Node than Debian's will do, from 18.20 on, when it brings npm.
have_node() {
    command -v npm >/dev/null &&
        node -e 'const [a, b] = process.versions.node.split("."); process.exit(a * 100 + +b < 1820 ? 1 : 0)' 2>/dev/null
}

# installed_of NAME...: those of them that are installed. dpkg-query fails when it has never heard of one.
installed_of() {
    { dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true; } |
        awk '$1 == "installed" { print $2 }'
}

# missing_packages SECTION...: those not installed
missing_packages() {
    local wanted installed name
    mapfile -t wanted <<<"$(packages_of "$@")"  # no <(...): that needs /proc, which a bare chroot has not
    installed=" $(installed_of "${wanted[@]}" | tr '\n' ' ') "
    for name in "${wanted[@]}"; do
        case $name in nodejs | npm) have_node && continue ;; esac
        [[ $installed == *" $name "* ]] || printf '%s\n' "$name"
    done
}

# libboost1.81-dev replaces Debian's default Boost; apt would remove that and what needs it without asking.
refuse_other_boost() {
    local other
    other=$(installed_of libboost1.74-dev libosmium2-dev | tr '\n' ' ')
    if [ -n "$other" ]; then
        say "Bluelamp needs libboost1.81-dev, which cannot be installed beside: $other" >&2
        say "If nothing else on this machine needs them, remove them and start again:" >&2
        say "    apt-get remove $other" >&2
        exit 1
    fi
}

apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "$@"; }

# Debian would create a database cluster and start it; the tests bring their own.
install_packages_now() {
    local cluster=/etc/postgresql-common/createcluster.d/bluelamp.conf
    if [[ " $* " == *" postgresql-15 "* ]]; then
        "${as_root[@]}" mkdir -p "$(dirname "$cluster")"
        printf 'create_main_cluster = false\n' | "${as_root[@]}" tee "$cluster" >/dev/null
    fi
    apt update
    apt install -y --no-install-recommends "$@"
}

# install_packages SECTION...: installs what is missing; where it may not, prints the line to run and stops.
install_packages() {
    local names missing prepare=""
    as_root=()
    command -v dpkg-query >/dev/null || die "This is not a Debian system. Bluelamp runs on Debian 12 (see README.md)."
    names=$(missing_packages "$@")
    if [ -z "$names" ]; then
        return 0
    fi
    mapfile -t missing <<<"$names"
    if [[ " ${missing[*]} " == *" libboost1.81-dev "* ]]; then
        refuse_other_boost
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            as_root=(sudo -n)
        else
            if [[ " ${missing[*]} " == *" postgresql-15 "* ]]; then
                prepare="mkdir -p /etc/postgresql-common/createcluster.d && echo 'create_main_cluster = false'"
                prepare+=" > /etc/postgresql-common/createcluster.d/bluelamp.conf && "
            fi
            say "Packages are missing and only root may install them. Run this as root, then start again:" >&2
            say "    ${prepare}apt-get update && apt-get install -y --no-install-recommends ${missing[*]}" >&2
            exit 1
        fi
    fi
    step "Install ${#missing[@]} missing packages" install_packages_now "${missing[@]}"
}

# How many compilers at once: one for each core, and 1.5 GB of free memory for each.
build_jobs() {
    local cores memory
    cores=$(nproc 2>/dev/null || echo 1)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1500000) }' /proc/meminfo 2>/dev/null || true)
    memory=${memory:-$cores}
    [ "$memory" -ge 1 ] || memory=1
    if [ "$memory" -lt "$cores" ]; then echo "$memory"; else echo "$cores"; fi
}

# Hash of what the web is made of, to build it only when that changed.
web_inputs_hash() {
    local files=("$root/web")
    [ ! -f "$root/docs/openapi.json" ] || files+=("$root/docs/openapi.json")
    {
        node --version
        find "${files[@]}" \( -name node_modules -o -name dist -o -name generated \) -prune -o -type f -print0 |
            sort -z | xargs -0 sha256sum
    } | sha256sum | cut -d ' ' -f 1
}

npm_ci() {
    cd "$root/web"
    npm ci --no-audit --no-fund
    sha256sum package.json package-lock.json >node_modules/.installed
}

install_web() {
    if ! (cd "$root/web" && sha256sum --status -c node_modules/.installed) 2>/dev/null; then
        step "Install web libraries" npm_ci
    fi
}

npm_build() {
    cd "$root/web"
    npm run build
    printf '%s\n' "$1" >"$root/build/web.sha256"
}

build_web() {
    local hash
    hash=$(web_inputs_hash)
    if [ ! -f "$root/web/dist/index.html" ] || [ "$(cat "$root/build/web.sha256" 2>/dev/null)" != "$hash" ]; then
        install_web
        step "Build the web" npm_build "$hash"
    fi
}
