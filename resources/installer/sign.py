"""Signs one Windows program, or says that it stays unsigned: python sign.py FILE.

The certificate is named by the environment, never by a file of ours:

- STKDESK_SIGN_COMMAND      any signer; ``{file}`` is the program (a cloud service)
- STKDESK_SIGN_THUMBPRINT   a certificate in the store of Windows (signtool)
- STKDESK_SIGN_PFX          a certificate with its key, and STKDESK_SIGN_PASSWORD
- STKDESK_SIGN_CERTIFICATE  a PEM certificate, with STKDESK_SIGN_KEY (not on Windows)
- STKDESK_SIGN_TIMESTAMP    a time server: the signature outlives the certificate
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path

ABOUT = "stkdesk"


def named(name: str) -> str:
    """Return what the environment says about signing, or nothing."""
    return os.environ.get(f"STKDESK_SIGN_{name}", "").strip()


def signtool(file: Path) -> list[str]:
    """Return the words of Windows' own signer; none without a certificate."""
    if thumbprint := named("THUMBPRINT"):
        who = ["/sha1", thumbprint]
    elif pfx := named("PFX"):
        who = ["/f", pfx, "/p", named("PASSWORD")]
    else:
        return []
    when = ["/tr", named("TIMESTAMP"), "/td", "sha256"] if named("TIMESTAMP") else []
    return ["signtool", "sign", "/fd", "sha256", "/d", ABOUT, *who, *when, str(file)]


def osslsigncode(file: Path) -> list[str]:
    """Return the words of the signer of Linux; none without a certificate."""
    if pfx := named("PFX"):
        who = ["-pkcs12", pfx, "-pass", named("PASSWORD")]
    elif certificate := named("CERTIFICATE"):
        who = ["-certs", certificate, "-key", named("KEY")]
    else:
        return []
    when = ["-ts", named("TIMESTAMP")] if named("TIMESTAMP") else []
    files = ["-in", str(file), "-out", str(signed_copy(file))]
    return ["osslsigncode", "sign", "-h", "sha256", "-n", ABOUT, *who, *when, *files]


def signed_copy(file: Path) -> Path:
    """Return where the signer of Linux writes: it cannot sign a file in its place."""
    return file.with_name(file.name + ".signed")


def command_for(file: Path) -> list[str]:
    """Return the words that sign ``file``; none when no certificate is named."""
    if command := named("COMMAND"):
        return [word.replace("{file}", str(file)) for word in shlex.split(command)]
    return signtool(file) if sys.platform == "win32" else osslsigncode(file)


def sign(file: Path) -> bool:
    """Sign ``file`` in its place and tell whether it was.

    Ends the build when a certificate is named and the signer fails: a release must not
    become unsigned by accident. The words are not told: a password is among them.
    """
    words = command_for(file)
    if not words:
        print(f"unsigned: {file.name} (no certificate was named)", flush=True)
        return False
    code = subprocess.run(words, check=False, stdout=subprocess.DEVNULL).returncode
    if code:
        raise SystemExit(
            f"sign: {file.name} is not signed, {words[0]} ended with {code}"
        )
    copy = signed_copy(file)
    if copy.exists():
        copy.replace(file)
    print(f"signed: {file.name}", flush=True)
    return True


if __name__ == "__main__":
    sign(Path(sys.argv[1]))
