"""glose keys: what a coder records is signed, and check tells what is unsigned, foreign or forged."""

import builtins

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from sqlalchemy import text

from ledger.connection import file_url
from ledger.ledger import Ledger
from ledger.signatures import message_of
from tests.commands.keys.signed import forge, key_file, last_id, listed, signatures, told
from tests.server import BOTH
from workbench.signing import PASSPHRASE


def test_in_a_study_without_keys_nothing_is_signed_and_nothing_said(coded, code, glose):
    code("un frein")
    assert signatures(file_url(coded / "study.db")) == {}
    assert told(glose) == []
    assert "nothing is signed" in glose("keys").out


@BOTH
def test_what_a_coder_records_from_then_on_is_signed_by_the_registered_key(coded, anna, code, glose, ledger_url):
    code("un frein")
    code("silos reste", coder="basile")
    url = file_url(coded / "study.db") if "sqlite" in ledger_url else ledger_url
    with Ledger.open(url) as ledger:
        entries = list(ledger.entries())
    made = signatures(url)
    [key] = listed(glose)
    since = [entry.kind for entry in entries].index("key")
    assert made.keys() == {entry.id for entry in entries[since:] if entry.coder == "anna"}
    public = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(key["public"]))
    for entry, signature in made.items():
        assert signature.key == key["fingerprint"]
        public.verify(bytes.fromhex(signature.signature), message_of(entry))  # raises where it does not hold
    assert told(glose) == []
    with Ledger.open(url) as ledger, ledger.engine.connect() as connection:
        with pytest.raises(Exception, match="append-only: signatures"):
            connection.execute(text("DELETE FROM signatures"))


def test_the_private_key_lies_in_the_configuration_for_its_owner_alone(coded, anna):
    assert anna.stat().st_mode & 0o777 == 0o600
    assert anna.parent.stat().st_mode & 0o777 == 0o700
    everything = b"".join(file.read_bytes() for file in coded.rglob("*") if file.is_file())
    assert b"PRIVATE KEY" in anna.read_bytes()
    assert b"PRIVATE KEY" not in everything


def test_a_key_is_not_made_inside_the_study(coded, glose, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(coded / "conf"))
    assert "is in the study" in glose("keys", "make", "--coder", "anna", code=1).err
    assert not list(coded.rglob("*.pem"))
    assert listed(glose) == []


@pytest.mark.parametrize("mode", [0o644, 0o640])
def test_a_key_that_others_can_read_is_refused_and_nothing_recorded(coded, anna, code, mode):
    anna.chmod(mode)
    before = last_id(coded)
    said = code("un frein", exit_code=1).err
    assert f"mode {mode:04o}" in said
    assert "chmod 600" in said
    assert last_id(coded) == before
    assert "is not signed: as you asked" in code("un frein", "--unsigned").err
    assert last_id(coded) != before


def test_a_folder_that_others_can_write_to_is_refused(anna, code):
    anna.parent.chmod(0o777)
    assert "chmod 700" in code("un frein", exit_code=1).err


def test_without_the_key_here_it_goes_on_unsigned_and_says_so(coded, anna, code, glose):
    anna.rename(anna.with_suffix(".away"))
    assert "1 entry of anna is not signed: the key of anna is not on this computer" in code("un frein").err
    [(level, message)] = told(glose)
    assert level == "warning"
    assert message.startswith("1 entry is not signed although anna had a key")
    assert last_id(coded)[:12] in message


def test_a_passphrase_is_needed_and_must_be_right(coded, code, glose, monkeypatch):
    monkeypatch.setenv(PASSPHRASE, "trois petits chats")
    glose("keys", "make", "--coder", "anna")
    code("un frein")
    before = last_id(coded)
    monkeypatch.setenv(PASSPHRASE, "chapeau de paille")
    assert "the passphrase is wrong" in code("silos reste", exit_code=1).err
    monkeypatch.delenv(PASSPHRASE)
    assert f"set {PASSPHRASE}" in code("silos reste", exit_code=1).err
    assert last_id(coded) == before
    assert b"ENCRYPTED" in key_file(glose, "anna").read_bytes()


def test_a_file_that_is_no_key_or_another_key_is_refused(anna, code, glose):
    whole = anna.read_bytes()
    anna.write_bytes(b"nothing")
    assert "holds no private key" in code("un frein", exit_code=1).err
    glose("keys", "make", "--coder", "basile")
    anna.write_bytes(key_file(glose, "basile").read_bytes())
    assert "another key than its name says" in code("un frein", exit_code=1).err
    anna.write_bytes(whole)
    code("un frein")


def test_a_forged_signature_is_told(coded, anna, code, glose):
    code("un frein")
    forge(coded, "UPDATE signatures SET signature = ? WHERE entry = ?", "ab" * 64, last_id(coded))
    [(level, message)] = told(glose, code=1)
    assert level == "error"
    assert "1 signature is forged" in message
    assert last_id(coded)[:12] in message


def test_a_signature_by_the_key_of_somebody_else_is_foreign(coded, anna, code, glose):
    glose("keys", "make", "--coder", "basile")
    away = anna.rename(anna.with_suffix(".away"))
    code("un frein")  # as anna, by basile, who then signs it with his own key
    forged = last_id(coded)
    [basile] = [one for one in listed(glose) if one["coder"] == "basile"]
    from ledger.ed25519 import PrivateKey

    key = PrivateKey.from_pem(key_file(glose, "basile").read_bytes(), None)
    row = (forged, basile["fingerprint"], key.sign(message_of(forged)))
    forge(coded, "INSERT INTO signatures VALUES (?, ?, ?)", *row)
    [(level, message)] = told(glose, code=1)
    assert level == "error"
    assert "was not the coder's then" in message
    assert "registered by basile" in message
    away.rename(anna)


def test_a_signature_by_a_key_that_nobody_registered_is_foreign(coded, anna, code, glose):
    code("un frein")
    forge(coded, "UPDATE signatures SET key = ? WHERE entry = ?", "0" * 64, last_id(coded))
    [(_, message)] = told(glose, code=1)
    assert "not registered in this study" in message


def test_signatures_that_were_taken_away_are_missed_each_with_its_coder(coded, anna, code, glose):
    code("un frein")
    code("silos reste")
    forge(coded, "DELETE FROM signatures WHERE entry IN (SELECT id FROM entries WHERE kind = 'code')")
    assert [m.split(",")[0] for _, m in told(glose)] == ["2 entries are not signed although anna had a key"]


def test_a_new_key_takes_over_and_what_the_old_one_signed_stays_valid(coded, anna, code, glose):
    code("un frein")
    glose("keys", "replace", "--coder", "anna", "--reason", "new laptop")
    code("silos reste")
    old, new = listed(glose)
    assert (old["state"], new["state"]) == ("replaced", "current")
    assert signatures(file_url(coded / "study.db"))[last_id(coded)].key == new["fingerprint"]
    assert told(glose) == []


def test_the_old_key_signs_nothing_after_it_was_replaced(coded, anna, code, glose):
    from ledger.ed25519 import PrivateKey

    glose("keys", "replace", "--coder", "anna")
    code("un frein")
    old = PrivateKey.from_pem(anna.read_bytes(), None)
    signed = (old.key, old.sign(message_of(last_id(coded))), last_id(coded))
    forge(coded, "UPDATE signatures SET key = ?, signature = ? WHERE entry = ?", *signed)
    [(level, message)] = told(glose, code=1)
    assert level == "error"
    assert "was not the coder's then" in message


def test_a_lost_key_is_replaced_by_saying_so_and_check_tells_that_nobody_vouched(anna, code, glose):
    anna.unlink()
    said = glose("keys", "make", "--coder", "anna", code=1).err
    assert "keys replace --lost" in said
    assert "--lost" in glose("keys", "replace", "--coder", "anna", code=1).err
    glose("keys", "replace", "--lost", "--coder", "anna")
    code("un frein")
    [(level, message)] = told(glose)
    assert level == "warning"
    assert "was not signed by the key before it" in message
    assert "by voice" in message


def test_a_revoked_key_signs_nothing_more_and_its_entries_stay(coded, anna, code, glose):
    code("un frein")
    glose("keys", "revoke", "--coder", "anna", "--reason", "has left")
    assert code("silos reste").err.count("not signed") == 0
    assert [one["state"] for one in listed(glose)] == ["revoked"]
    assert last_id(coded) not in signatures(file_url(coded / "study.db"))
    assert told(glose) == []


def test_without_the_library_signing_stops_with_the_extra_named_and_check_warns(coded, anna, code, glose, monkeypatch):
    code("un frein")
    real = builtins.__import__

    def missing(name, *given, **more):
        if name.startswith("cryptography"):
            raise ImportError(name)
        return real(name, *given, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    assert "glose[keys]" in code("silos reste", exit_code=1).err
    assert "glose[keys]" in glose("keys", "make", "--coder", "basile", code=1).err
    [(level, message)] = told(glose)
    assert level == "warning"
    assert "cannot be verified" in message
    assert "glose[keys]" in message


def test_a_second_key_for_the_same_coder_is_refused(anna, glose):
    assert "has a key in this study already" in glose("keys", "make", "--coder", "anna", code=1).err
    assert len(listed(glose)) == 1


def test_show_names_the_fingerprint_and_the_file(anna, glose):
    said = glose("keys", "show", "--coder", "anna").out
    assert anna.stem[:4] in said
    assert str(anna) in said.replace("\n", "")
    assert "has no key" in glose("keys", "show", "--coder", "basile", code=1).err


def test_another_coder_vouches_for_a_key_after_a_loss_and_the_warning_ends(anna, code, glose):
    glose("keys", "make", "--coder", "basile")
    assert "needs anybody to vouch" in glose("keys", "vouch", "anna", "--coder", "basile", code=1).err
    anna.unlink()
    glose("keys", "replace", "--lost", "--coder", "anna")
    code("un frein")
    assert "a key of their own" in glose("keys", "vouch", "anna", "--coder", "anna", code=1).err
    assert "claire has no key" in glose("keys", "vouch", "anna", "--coder", "claire", code=1).err
    glose("keys", "vouch", "anna", "--coder", "basile", "--unsigned")
    assert len(told(glose)) == 2, "what is not signed vouches for nothing"
    glose("keys", "vouch", "anna", "--coder", "basile", "--reason", "by telephone")
    assert ["although basile had a key" in message for _, message in told(glose)] == [True]
    assert [one["vouched_by"] for one in listed(glose) if one["state"] == "current"] == [[], ["basile"]]


def test_who_lost_a_key_as_well_vouches_for_nobody_until_somebody_vouches_for_them(anna, glose):
    glose("keys", "make", "--coder", "basile")
    for who in ("anna", "basile"):
        key_file(glose, who).unlink()
        glose("keys", "replace", "--lost", "--coder", who)
    glose("keys", "vouch", "anna", "--coder", "basile")
    glose("keys", "vouch", "basile", "--coder", "anna")
    assert len(told(glose)) == 2
    glose("keys", "make", "--coder", "claire")
    glose("keys", "vouch", "basile", "--coder", "claire")
    assert told(glose) == []
