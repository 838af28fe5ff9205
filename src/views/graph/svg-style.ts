// How a graph looks as SVG, light and dark. Every rule is about things inside the picture, so that nothing else in a page changes.

export const css = `.trigrad-graph text{font:13px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;text-anchor:middle;fill:#1a1a1a}
.trigrad-graph .trigrad-sheet{fill:#fdfdfb}
.trigrad-graph .trigrad-arrow,.trigrad-graph .trigrad-bracket{fill:none;stroke:#5c6370;stroke-width:1.5}
.trigrad-graph .trigrad-bracket{stroke-width:1}
.trigrad-graph .trigrad-head{fill:#5c6370}
.trigrad-graph .trigrad-body{fill:#fff;stroke:#30343c;stroke-width:1.5}
.trigrad-graph .trigrad-input .trigrad-body{fill:#eef1f5;stroke:#8a919e}
.trigrad-graph .trigrad-constant .trigrad-body{fill:none;stroke:none}
.trigrad-graph .trigrad-highlight .trigrad-body{fill:#fff3b8;stroke-width:3}
.trigrad-graph .trigrad-label{font-size:15px;font-weight:600}
.trigrad-graph .trigrad-name{font-size:13px;font-style:italic;fill:#4a4f59}
.trigrad-graph .trigrad-value{fill:#0b5cad;font-weight:700}
.trigrad-graph .trigrad-gradient{fill:#a84300;font-weight:400}
@media(prefers-color-scheme:dark){
.trigrad-graph text{fill:#eceef1}
.trigrad-graph .trigrad-sheet{fill:#16181d}
.trigrad-graph .trigrad-arrow,.trigrad-graph .trigrad-bracket{stroke:#9aa1ad}
.trigrad-graph .trigrad-head{fill:#9aa1ad}
.trigrad-graph .trigrad-body{fill:#22262e;stroke:#c3c8d0}
.trigrad-graph .trigrad-input .trigrad-body{fill:#2a303a;stroke:#7d8591}
.trigrad-graph .trigrad-highlight .trigrad-body{fill:#5a4a00}
.trigrad-graph .trigrad-name{fill:#b4bac4}
.trigrad-graph .trigrad-value{fill:#6cb6ff}
.trigrad-graph .trigrad-gradient{fill:#ffa657}
}`;
