// @ts-check
/** The keys of the desk: what each does, as study.yaml has it, and the list under ? and beside the text. */

/** The key of each act. @type {Record<string, string>} */
export const KEY_OF = JSON.parse(document.body.dataset.keys ?? "{}");

/** What a person reads of a key. @param {string} key */
function shown(key) {
  return key === " " ? "space" : key;
}

/** @param {...string} acts */
function keys(...acts) {
  return acts.map((act) => shown(KEY_OF[act] ?? "")).join("\u0000");
}

/** The keys by what they are for; several keys of a line are parted by a sign that is no key. */
export const PARTED = "\u0000";

/** @type {{title: string, keys: [string, string][]}[]} */
export const KEYS = [
  { title: "keys_decide", keys: [[keys("accept"), "key_accept"], [keys("reject", "reject_why"), "key_reject"], [keys("on"), "key_on"], [keys("other"), "key_other"], [keys("code"), "key_code"], [keys("new", "in_vivo"), "key_new"]] },
  { title: "keys_go", keys: [[keys("next", "previous"), "key_passage"], [keys("next_text", "previous_text"), "key_text"], [keys("find"), "key_find"], ["←\u0000→", "key_word"], ["Ctrl ←\u0000Ctrl →", "key_sentence"], ["⇧←\u0000⇧→", "key_mark"]] },
  { title: "keys_place", keys: [[keys("start_earlier", "start_later"), "key_start"], [keys("end_earlier", "end_later"), "key_end"], [keys("whole"), "key_whole"], [keys("unit"), "key_unit"], [keys("degree"), "key_degree"], [keys("case"), "key_case"], [keys("value"), "key_value"], [keys("memo", "text_memo"), "key_memo"]] },
  { title: "keys_look", keys: [[keys("list"), "key_list"], [keys("definition"), "key_definition"], [keys("why", "why_not"), "key_why"], [keys("undo", "redo"), "key_undo"], [keys("acts"), "key_acts"], ["?", "key_keys"], ["Esc", "key_escape"]] },
  { title: "keys_lists", keys: [["j\u0000k", "key_row"], ["x", "key_choose"], ["c", "key_lists_code"], ["Del", "key_retract"], ["↵", "key_open"], ["/", "key_find"], ["n", "key_lists_new"], ["1–9\u00000", "key_lists_group"]] },
  { title: "keys_tables", keys: [["←\u0000↑\u0000↓\u0000→", "key_cell"], ["↵", "key_cell_open"], ["Esc", "key_cell_close"], ["e", "key_summary"], ["Ctrl S", "key_save"]] },
  { title: "keys_codebook", keys: [["↑\u0000↓", "key_tree"], ["n", "key_code_new"], ["m", "key_code_move"], ["F2", "key_code_rename"], ["/", "key_filter"], ["Ctrl S", "key_save"]] },
  { title: "keys_classes", keys: [["1–9", "key_class"], ["n\u0000o", "key_no_class"], ["↵", "key_class_decide"], ["m", "key_memo"], ["j\u0000k", "key_row"]] },
  { title: "keys_adjudication", keys: [["1–9", "key_take"], ["b\u0000f\u0000c\u0000n\u0000o\u0000p", "key_outcomes"], ["s", "key_by_code"], ["m", "key_memo"], ["w", "key_must_change"]] },
];
