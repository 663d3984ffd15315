/** One A4 page per place; the code stays readable after copying and in bad weather. */
export const posterStyle = `
@page{size:A4;margin:0}
body{background:#dfe5ec;color:#0e1b2e}
.sheet{width:210mm;min-height:296mm;margin:0 auto 8mm;padding:16mm 20mm;background:#fff;display:flex;flex-direction:column;align-items:center;justify-content:space-between;text-align:center;break-after:page;page-break-after:always;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.sheet .lead{font-size:18mm;font-weight:700;line-height:1.2}
.sheet .sub{font-size:7mm;line-height:1.5;color:#44546a}
.qr{width:120mm;height:120mm}
.qr svg{display:block;width:100%;height:100%}
.sheet .plate{width:100%;text-align:left;padding:7mm 9mm;border-radius:3mm;background:#0a4a94;border-color:#0a4a94;box-shadow:inset 0 0 0 2mm #0a4a94,inset 0 0 0 2.8mm #fff}
.sheet .plate-name{font-size:10mm}.sheet .plate-sub{font-size:8mm}.sheet .plate-no{font-size:10mm}.sheet .plate-no b{font-size:24mm}
.sheet footer{margin-top:5mm;font-size:6mm;line-height:1.6}
.sheet .fine{font-size:3.6mm;color:#44546a}
.gone{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)}
@media print{body{background:#fff}.sheet{margin:0}}
`;
