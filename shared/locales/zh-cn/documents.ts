import type { DocumentWords } from '../document-words.ts';

export const documents = {
  genuine: '回执是真的，内容没有改动过。',
  notGenuine: '这张回执不可信：{why}',
  faults: {
    'not-a-document': '它不是我们出具的凭证，或者种类不对，或者缺了一部分。',
    'unknown-key': '公钥清单里没有它所用的公钥。',
    'bad-signature': '内容与警务室签署的不一致，至少有一个字符不同。',
    'other-station': '签署它的不是它上面写的那个警务室。',
    'other-case': '它说的是另一件事。',
    'broken-chain': '前面的步骤有缺失、多余或次序不对。',
  },
  lines: {
    issuer: '出具：{station}，{issuer}',
    reference: '编号：{reference}（{type}）',
    received: '收到：{at}',
    respondBy: '答复期限：{at}',
    written: '所写内容的校验值：{hash}',
  },
  wordsMatch: '核对一致：当时写的就是这些话。',
  wordsDiffer: '核对不一致：当时写的不是这些话。',
  keyFrom: '公钥取自 {address}。请确认这是您所在警务室的网址。',
  chain: '后面的步骤也是真的，中间没有缺失，共 {count} 步。',
  chainBroken: '第 {number} 步不可信：{why}',
  step: '第 {number} 步　{at}　{what}',
  kept: '按时做到：{promise}',
  keptLate: '迟了才做到：{promise}，原定 {by}',
  missed: '没有按时做到：{promise}',
  promised: '承诺：{promise}，不晚于 {by}',
  mayMove: '（这个日期之后的放假安排当时还没公布，可能会变）',
  room: '警务室',
  complaints: {
    'say-a-file': '请写明回执所在的文件。用法见 --help。',
    'no-file': '文件 {file} 不存在或无法读取。',
    'no-receipt': '{file} 里没有回执。',
    'no-progress': '{file} 里没有后续步骤。',
    'no-report': '{file} 不是提交时的内容：应为含 place、type、what 的 JSON。',
    'not-safe': '网址 {address} 不安全，应以 https:// 开头。',
    'no-answer': '没能从 {address} 取得公钥清单。请检查网址和网络。',
    'no-keys': '{address} 里没有可用来核对回执的公钥。',
  },
  help: `核对警务室出具的回执，以及后面的各个步骤。

  npm run --silent verify -- <回执> [选项]

  <回执>                 存有回执的文件，或存有整个返回内容的文件
  --jwks <文件或网址>    公钥清单；用文件则无需联网
                         （不写时，到回执上写明的网址去取）
  --progress <文件>    后续步骤：每行一个，或整个返回内容
  --written <文件>       当时提交的内容（JSON），与回执核对
  --language <语言>      zh-CN 或 en（不写时按电脑的设置）

  结束状态：0 全部属实；1 有不属实之处；2 无法核对。
`,
} as const satisfies DocumentWords;
