"""Signs a stand-in with a certificate made for the purpose: all four programs.

    WINEPREFIX=/some/folder python tests/packaging/check_signing.py FOLDER

The uninstaller is signed while the setup is compiled, and seen only when installed.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import machine
from check_installer import HOME, check, install, remove
from standin import standin_setup


def made_certificate(folder):
    """Name a new certificate to the signer, by the environment."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    words += ["-subj", "/CN=stkdesk test", "-addext", "extendedKeyUsage=codeSigning"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*words, *files], check=True, capture_output=True)
    os.environ["STKDESK_SIGN_CERTIFICATE"] = str(certificate)
    os.environ["STKDESK_SIGN_KEY"] = str(key)
    return certificate


def is_signed(program, certificate):
    """Whether the signature is whole and by this certificate."""
    words = ["osslsigncode", "verify", "-CAfile", str(certificate), "-in", str(program)]
    found = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    return found.returncode == 0 and "CN=stkdesk test" in found.stdout.replace(
        " = ", "="
    )


def main():
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    plain = standin_setup(folder / "plain", "0.9.0")
    certificate = made_certificate(folder)
    setup = standin_setup(folder / "signed", "0.9.0")
    check("an unsigned setup is seen to be", not is_signed(plain, certificate))
    check("the setup is signed", is_signed(setup, certificate))
    machine.ready()
    install("signed", setup)
    for name in ("stkdesk.exe", "stkdesk-cli.exe", "uninstall.exe"):
        signed = is_signed(machine.real(HOME) / name, certificate)
        check(f"{name} is signed", signed)
    remove("signed", HOME)
    os.environ["STKDESK_SIGN_KEY"] = str(folder / "no such key.pem")
    try:
        standin_setup(folder / "failed", "0.9.0")
    except SystemExit as told:
        words = "no such key" not in str(told)  # one of them may be a password
        check("a certificate that fails stops the build, and tells no words", words)
    else:
        check("a certificate that fails stops the build", False)
    print("all is well")


if __name__ == "__main__":
    main()
