/** Styles of photos and of the photo picker. */
export const shots = `
.shots{list-style:none;padding:0;margin:var(--s3) 0 0;display:flex;flex-wrap:wrap}
.shots li{margin:0 10px 10px 0;max-width:100%}
.shots img{display:block;height:9rem;max-width:100%;object-fit:contain;background:var(--line);border-radius:var(--r)}
.thumbs img{height:5rem;margin-bottom:6px}
.thumbs:empty{display:none}
.picker{display:none;margin-top:var(--s4)}
.shots-on .picker{display:block}
input[type=file]{min-height:var(--tap);padding:9px;font-size:1rem}
`;
