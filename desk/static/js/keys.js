// @ts-check
/** The keys of the desk: what is listed under ? and beside the text. */

/** @type {{title: string, keys: [string, string][]}[]} */
export const KEYS = [
  { title: "keys_decide", keys: [["a", "key_accept"], ["r R", "key_reject"], ["space", "key_on"], ["x", "key_other"], ["c", "key_code"], ["n v", "key_new"]] },
  { title: "keys_go", keys: [["j k", "key_passage"], ["J K", "key_text"], ["/", "key_find"], ["← →", "key_word"], ["⇧← ⇧→", "key_mark"]] },
  { title: "keys_place", keys: [["[ ]", "key_start"], ["{ }", "key_end"], ["w", "key_whole"], ["b", "key_unit"], ["g", "key_degree"], ["e", "key_case"], ["m", "key_memo"]] },
  { title: "keys_look", keys: [["l", "key_list"], ["d", "key_definition"], ["i", "key_why"], ["u U", "key_undo"], ["h", "key_acts"], ["?", "key_keys"], ["Esc", "key_escape"]] },
  { title: "keys_lists", keys: [["j k", "key_row"], ["x", "key_choose"], ["c", "key_lists_code"], ["Del", "key_retract"], ["↵", "key_open"], ["/", "key_find"], ["n", "key_lists_new"], ["1–9 0", "key_lists_group"]] },
];
