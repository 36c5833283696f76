"""Entries of the ledger as they may be shown: with pseudonyms where a name was replaced since."""

from dataclasses import replace

from coding.quality.sample_audit import Review
from coding.records.entry import Entry
from coding.records.record_history import RecordHistory
from corpus.pseudonyms.key import read_key
from corpus.pseudonyms.replacer import PseudonymReplacer
from workbench.pseudonymising import key_of
from workbench.study import Study


def masks_of(study: Study) -> PseudonymReplacer:
    """What the study's key says is to be replaced; nothing where it has no key."""
    return PseudonymReplacer(read_key(key_of(study))[0])


def masked_entry(entry: Entry, masks: PseudonymReplacer) -> Entry:
    """The entry with every name in its payload replaced; its id is still that of the entry as it was recorded."""
    return entry.with_words(masks.mask_value)


def masked_history(history: RecordHistory, masks: PseudonymReplacer) -> RecordHistory:
    """The history, the payloads of its entries masked; its record lies in the text as it is, where names are gone."""
    later = tuple(masked_entry(entry, masks) for entry in history.changes)
    return replace(history, created=masked_entry(history.created, masks), changes=later)


def masked_review(review: Review, masks: PseudonymReplacer) -> Review:
    """The review with the names in its reason replaced."""
    return replace(review, reason=masks.mask_value(review.reason))
