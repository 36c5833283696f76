#!/bin/sh
# The sample study from transcripts to tables, with the commands that a person would type.
# Usage: sh examples/smart-cities/demo.sh DIR     (GLOSE names the command; DIR is made anew)
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH= cd -- "$here/../.." && pwd)
study=${1:?where shall the study be made?}
glose=${GLOSE:-glose}

step() { printf '\n\033[1m%s\033[0m\n' "$1"; }
now() { date +%s; }

# Name the command, run it, and tell how long it took. A terminal shows each command's own progress bar; where the output
# goes elsewhere, a line every ten seconds tells that it is still at work.
run() {
    printf '\033[2m$ glose %s\033[0m\n' "$*" | cut -c 1-160 >&2
    began=$(now)
    if [ ! -t 2 ]; then
        while sleep 10; do printf '  still at it: glose %s, %s s\n' "$1" "$(($(now) - began))" >&2; done &
        beat=$!
    fi
    done_=0
    "$glose" "$@" || done_=$?
    if [ ! -t 2 ]; then kill "$beat" 2>/dev/null || true; fi
    printf '\033[2m  %s s\033[0m\n' "$(($(now) - began))" >&2
    return "$done_"
}

rm -rf "$study"

step "1. Make the study: codebook, cases, settings"
run start "$study" --codebook "$root/codebook.yaml" --lang fr
cp "$here/study.yaml" "$here/cases.csv" "$here/statements.yaml" "$study/"
cd "$study"

step "2. Read 15 interviews and 12 documents (invented, see examples/smart-cities/README.md)"
run add "$here"/texts/*

step "3. Suggest codes; a suggestion is not a coding (spaCy parses every text once: the longest step)"
run suggest --jobs 2 > suggestions.txt
head -n 14 suggestions.txt

step "4. Take decisions: two analysts on their own, then the lead"
for coder in anna basile lead; do
    run decide "$here/decisions/$coder.csv"
done
run summarise --import "$here/summaries.csv" --coder lead
run check

step "5. Aggregate: the synthesis tables, from the lead's codings"
run tables --format html,md,csv,xlsx > tables.txt
run tables vision --show

step "6. What the tables say in words, what of the team's own statements they bear out, and what contradicts itself"
run statements political_support
run statements --check > statements.txt
tail -n 1 statements.txt
run explore contradictions > contradictions.txt
head -n 16 contradictions.txt

step "7. The report: tables, figures, statements, typologies, codebook, method and every quote, in four formats"
run report > report.txt
printf '\nEvery cell of the pages below opens its quotes. The tables are here:\n'
grep '\.html$' tables.txt
printf 'and beside them as .md, .csv and .xlsx, %s files in all. The report in one piece:\n' "$(wc -l < tables.txt | tr -d ' ')"
grep -v '/csv/' report.txt
printf '\nTo read and code this study in the browser:\n%s desk --coder anna --study %s\n' "$glose" "$(pwd)"
