// How the page of a class looks. Colour never stands alone: a mark or a number says the same.

export const style = `
:root { --ink: #1c2430; --dim: #5b6675; --paper: #ffffff; --soft: #eef1f5; --line: #d5dae1; --good: #1f6feb; --bad: #b45309; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6eaf0; --dim: #9aa5b4; --paper: #14181f; --soft: #202732; --line: #333c49; --good: #79b8ff; --bad: #f0a45b; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 76rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
small { display: block; color: var(--dim); font-weight: normal; }
.note { color: var(--dim); font-size: .9rem; }
.facts { display: flex; flex-wrap: wrap; gap: .6rem; list-style: none; padding: 0; margin: 0; }
.facts li { background: var(--soft); border-radius: .5rem; padding: .5rem .9rem; }
.facts b { font-size: 1.25rem; margin-right: .3rem; }
.distribution { display: flex; align-items: flex-end; gap: 3px; height: 13rem; list-style: none; padding: 0; margin: 0; max-width: 46rem; }
.distribution li { flex: 1; display: flex; flex-direction: column; justify-content: flex-end; height: 100%; text-align: center; min-width: 0; }
.distribution .bar { background: var(--good); border-radius: 3px 3px 0 0; flex: none; max-height: calc(100% - 3.2rem); }
.distribution .points { border-top: 1px solid var(--line); color: var(--dim); font-size: .85rem; }
.distribution .count { font-size: .85rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: normal; }
thead th { color: var(--dim); font-size: .85rem; vertical-align: bottom; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.rate { width: 12rem; vertical-align: middle; }
.track { display: block; background: var(--soft); height: .7rem; border-radius: .35rem; overflow: hidden; min-width: 6rem; }
.missed { display: block; background: var(--bad); height: 100%; }
details { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .9rem; margin: .4rem 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
summary small { padding-left: 1.1rem; }
details p { margin: .5rem 0 0; overflow-wrap: anywhere; }
.class th[scope=row] { max-width: 22rem; overflow-wrap: anywhere; }
.turned span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 11rem; }
td.passed, td.failed, td.not-written, td.not-judged { text-align: center; }
td.passed { color: var(--good); }
td.failed { color: var(--bad); font-weight: bold; }
td.not-written, td.not-judged { color: var(--dim); }
.said { color: var(--dim); font-size: .9rem; overflow-wrap: anywhere; min-width: 14rem; }
@media print { details { break-inside: avoid; } }
`;
