"""Ed25519 signatures (RFC 8032) by the library `cryptography`, and private keys as they lie in a file (PKCS 8, PEM)."""

from typing import Any

from coding.records.keys import fingerprint
from corpus.problem import GloseError
from wording.messages import tr


class NoCryptography(GloseError):
    """The library that signs and verifies is not installed."""


class WrongPassphrase(GloseError):
    """A private key that the passphrase does not open, or that needs one."""


class UnreadableKey(GloseError):
    """A file that holds no private key for Ed25519."""


def is_installed() -> bool:
    """Whether signatures can be made and verified."""
    try:
        import cryptography  # noqa: F401
    except ImportError:
        return False
    return True


def need_cryptography() -> None:
    """Raise NoCryptography where the library is missing."""
    if not is_installed():
        raise NoCryptography(
            tr("Signing needs the library `cryptography`: `pip install 'glose[keys]'`. Nothing was recorded.")
        )


class PrivateKey:
    """A private key that was opened: `public` is its public half (64 hexadecimal digits), `key` its fingerprint."""

    def __init__(self, key: Any) -> None:
        self._key = key
        self.public: str = key.public_key().public_bytes_raw().hex()
        self.key = fingerprint(self.public)

    @classmethod
    def new(cls) -> "PrivateKey":
        """A new key from the system's source of random numbers; raises NoCryptography."""
        need_cryptography()
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_pem(cls, written: bytes, passphrase: str | None) -> "PrivateKey":
        """The key that a file holds; raises NoCryptography, WrongPassphrase, UnreadableKey."""
        need_cryptography()
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        begin = max(written.find(b"-----BEGIN"), 0)
        given = passphrase.encode() if passphrase and is_locked(written) else None
        try:
            key = load_pem_private_key(written[begin:], given)
        except TypeError as error:
            raise WrongPassphrase(tr("the key has a passphrase, and none was given.")) from error
        except ValueError as error:
            if is_locked(written):
                raise WrongPassphrase(tr("the passphrase is wrong.")) from error
            raise UnreadableKey(tr("it holds no private key.")) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise UnreadableKey(tr("it holds no private key for Ed25519."))
        return cls(key)

    def as_pem(self, passphrase: str | None) -> bytes:
        """What a file keeps, locked with the passphrase if there is one."""
        from cryptography.hazmat.primitives.serialization import (
            BestAvailableEncryption,
            Encoding,
            KeySerializationEncryption,
            NoEncryption,
            PrivateFormat,
        )

        lock: KeySerializationEncryption = NoEncryption()
        if passphrase:
            lock = BestAvailableEncryption(passphrase.encode())
        written: bytes = self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)
        return written

    def sign(self, message: bytes) -> str:
        """The signature of the message, 128 hexadecimal digits."""
        signature: bytes = self._key.sign(message)
        return signature.hex()


def is_locked(written: bytes) -> bool:
    """Whether a key's file needs a passphrase."""
    return b"ENCRYPTED PRIVATE KEY" in written


class Verifier:
    """Verifies with one public key (hexadecimal); one that is none verifies nothing."""

    def __init__(self, public: str) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        self._key: Any = None
        try:
            self._key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        except ValueError:
            return

    def holds(self, signature: str, message: bytes) -> bool:
        """Whether the signature (hexadecimal) of the message is by this key."""
        from cryptography.exceptions import InvalidSignature

        try:
            self._key.verify(bytes.fromhex(signature), message)
        except (InvalidSignature, ValueError, AttributeError):
            return False
        return True
