#!/bin/sh
# Tesseract with Vietnamese, for scans: installed by apt-get where that may be, else one sentence; never a failure.
if tesseract --list-langs 2>/dev/null | grep -qx vie; then
    exit 0
fi
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    run=""
elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then
    run="sudo"
else
    echo "Scans cannot be read yet: install Tesseract with Vietnamese (Debian, Ubuntu: sudo apt-get install tesseract-ocr tesseract-ocr-vie; macOS: brew install tesseract tesseract-lang). Going on without scans."
    exit 0
fi
echo "Installing Tesseract with Vietnamese ..."
if ! { $run apt-get update -qq && $run apt-get install -y -qq --no-install-recommends tesseract-ocr tesseract-ocr-vie; } >/dev/null 2>&1; then
    echo "Tesseract with Vietnamese could not be installed (try: sudo apt-get install tesseract-ocr tesseract-ocr-vie). Going on without scans."
fi
