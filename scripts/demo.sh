#!/bin/sh
# The sample archive and the three answers, as a person would ask for them. Run again, it changes nothing.
set -eu
sovang=.venv/bin/sovang
export SOVANG_ARCHIVE=demo/archive

bold=''
plain=''
if [ -t 1 ]; then
    bold=$(printf '\033[1m')
    plain=$(printf '\033[0m')
fi

say() {
    printf '\n%s%s%s\n' "$bold" "$1" "$plain"
}

ask() {
    say "$1"
    shift
    printf '$ sovang'
    for word in "$@"; do
        case $word in
            *' '*) printf ' "%s"' "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n\n'
    $sovang "$@"
}

formats="txt,pdf,docx"
if tesseract --list-langs 2>/dev/null | grep -qx vie; then
    formats="$formats,scan"
fi

say "Sample reports, all invented, are written to demo/reports"
$sovang sample demo/reports --formats "$formats"
say "They are read into the archive demo/archive"
$sovang ingest demo/reports

ask "Staff ask for a decision: its card, and who cites it" decree "Quyết định 1600"
ask "An auditor asks for the reported counts of one year" awards --year 2017 --award "Giấy khen"
ask "A researcher asks where a person appears over the years" exemplar "phan thi hoa"

say "Try next"
cat <<END
  export SOVANG_ARCHIVE=$SOVANG_ARCHIVE PATH="\$PWD/.venv/bin:\$PATH"
  sovang search "chuyển đổi số"      any words, with or without diacritics
  sovang documents                   what is in the archive
  sovang show 1                      one document with its records
  sovang extract FILE --html > f.html    your own report, marked for the browser
  sovang ingest FOLDER --archive my-archive    your own reports
  sovang --help                      everything else
END
