/** What programmers write short, and how a question writes it. Only pairs whose short form means little else in code. */
const PAIRS = `
addr address|app application|arg argument|args arguments|attr attribute|attrs attributes|auth authentication|async asynchronous|buf buffer
cfg configuration|cmd command|cmds commands|conf configuration|config configuration|configs configurations|conn connection|ctx context|ctxt context
db database|decl declaration|del delete|dep dependency|deps dependencies|dest destination|dev development|dict dictionary
dir directory|dirs directories|doc documentation|docs documentation|dst destination|elem element|env environment|err error|errs errors|eval evaluate
evt event|exec execute|expr expression|ext extension|fmt format|gen generate|idx index|impl implementation|init initialize|int integer|iter iterator
len length|lib library|libs libraries|log logging|max maximum|mem memory|mgr manager|min minimum|msg message|msgs messages|num number|obj object
opt option|opts options|param parameter|params parameters|perm permission|perms permissions|pkg package|pref preference
proc process|prop property|props properties|ptr pointer|recv receive|ref reference|refs references|repo repository|repos repositories
req request|reqs requests|res response|resp response|sched scheduler|seq sequence|sess session|spec specification|specs specifications|src source
stats statistics|stmt statement|str string|sync synchronous|temp temporary|tmp temporary|util utility|utils utilities|val value|vals values
ver version|ws websocket
`;
const LONG_FORMS = new Map(
  PAIRS.trim()
    .split(/[|\n]/u)
    .map((pair) => pair.split(' '))
    .map(([short = '', long = '']) => [short, long] as const),
);

export function longForm(word: string): string {
  return LONG_FORMS.get(word) ?? word;
}
