/** Styles of the page behind the bare address. */
export const homeStyle = `
.plate .plate-name{font-size:var(--fs-xl)}
main h2{margin:var(--s5) 0 var(--s2)}
main p+p{margin-top:var(--s3)}
main li{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;padding:8px 0}
`;
