# The Windows form of ./dev, for a PC with no Python:
#
#   powershell -ExecutionPolicy Bypass -File .dev\dev.ps1 run    the practice office
#   powershell -ExecutionPolicy Bypass -File .dev\dev.ps1 test   the tests
#   ... check | bench | pictures | package | installer           as ./dev
#
# Installs Python 3.12 for this user if there is none, then the hash lock into .venv;
# for the installer also NSIS (asks for an administrator). The tests leave out those of
# a PostgreSQL server and of programs only Linux has; the last lines say how many.
param([string]$Task = "run", [Parameter(ValueFromRemainingArguments)][string[]]$Rest)
$ErrorActionPreference = "Stop"
Set-Location (Split-Path $PSScriptRoot)
$env:PYTHONUTF8 = "1"

function Stop-OnFailure { if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE } }

# The first Python of 3.11, 3.12 and 3.13 that answers, as the arguments of py.
function Find-Python {
    if (-not (Get-Command py -ErrorAction SilentlyContinue)) { return $null }
    foreach ($version in "-3.12", "-3.13", "-3.11") {
        try { & py $version --version *> $null } catch { continue }
        if ($LASTEXITCODE -eq 0) { return $version }
    }
    return $null
}

if (-not ($Task -in "run", "test", "check", "bench", "pictures", "package",
        "installer")) {
    Get-Content $PSCommandPath -TotalCount 9
    exit 2
}
$locked = (Get-FileHash requirements.txt).Hash + (Get-FileHash pyproject.toml).Hash
$stamp = ".venv\made-from.txt"
if (-not (Test-Path $stamp) -or (Get-Content $stamp) -ne $locked) {
    $version = Find-Python
    if (-not $version) {
        winget install --id Python.Python.3.12 --scope user --silent `
            --accept-package-agreements --accept-source-agreements
        Stop-OnFailure
        $env:Path = "$env:LOCALAPPDATA\Programs\Python\Launcher;$env:Path"
        $version = "-3.12"
    }
    & py $version -m venv --clear .venv; Stop-OnFailure
    $pip = "-m", "pip", "install", "-q", "--disable-pip-version-check"
    & .venv\Scripts\python $pip --require-hashes -r requirements.txt; Stop-OnFailure
    & .venv\Scripts\python $pip --no-deps --no-build-isolation -e .; Stop-OnFailure
    Set-Content $stamp $locked
}
$python = ".venv\Scripts\python.exe"
switch ($Task) {
    "run" { & $python -m stkdesk --practice @Rest }
    "test" {
        # As many processes as there are cores; the arguments may say otherwise (-n0).
        $workers = "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"
        if ("$Rest" -like "*no:xdist*") { $workers = @() }
        # Nobody starts a server here; "-m postgresql" at the end asks for it after all.
        & $python -m pytest @workers -m "not postgresql" @Rest
    }
    "bench" {
        $slow = 0
        foreach ($name in "start", "print_month", "print_stall", "entry", "search",
                "register") {
            Write-Host "== $name"
            & $python -m "tests.benchmarks.$name"
            if ($LASTEXITCODE -ne 0) { $slow = 1 }
        }
        Write-Host "== window_stall"
        & $python -m pytest -q -s tests\benchmarks\window_stall.py
        if ($LASTEXITCODE -ne 0) { $slow = 1 }
        exit $slow
    }
    "pictures" { & $python -m tests.pictures @Rest }
    "package" {
        # The same commit gives the same files.
        $env:PYTHONHASHSEED = "0"
        $env:SOURCE_DATE_EPOCH = "0"
        if (Get-Command git -EA SilentlyContinue) {
            $env:SOURCE_DATE_EPOCH = (git log -1 --format=%ct)
        }
        & $python -m PyInstaller --noconfirm --clean stkdesk.spec @Rest
    }
    "installer" {
        $nsis = "${env:ProgramFiles(x86)}\NSIS\makensis.exe"
        if (-not (Test-Path $nsis) -and -not (Get-Command makensis -EA SilentlyContinue)) {
            winget install --id NSIS.NSIS --version 3.11 --silent `
                --accept-package-agreements --accept-source-agreements
            Stop-OnFailure
        }
        & $python resources\installer\build.py @Rest
    }
    "check" {
        & .venv\Scripts\ruff check .; Stop-OnFailure
        & .venv\Scripts\ruff format --check .; Stop-OnFailure
        & $python -m mypy; Stop-OnFailure
        & .venv\Scripts\lint-imports
    }
}
exit $LASTEXITCODE
