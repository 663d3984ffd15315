export const answersStyle = `
[role=search]{margin:var(--s3) 0 var(--s5)}
details form{margin:var(--s3) 0 var(--s5)}
.after{margin-top:var(--s5)}
`;
