import type { PhotoWords } from '../photo-words.ts';

export const photos = {
  title: '照片',
  states: {
    awaited: '这张照片正在路上，或者正在检查，稍等一下。',
    lost: '这张照片没有收到，请再发一次。',
    kept: '这张照片收到了。',
    refused: '这张照片没能收下。',
  },
  faults: {
    'not-a-picture': '这个文件不是能显示的照片。请发 JPEG 或 PNG 照片。',
    truncated: '这张照片没有传完整，请再发一次。',
    'too-large': '这张照片超过 8 MB，请拍一张小一点的。',
    'too-many-pixels':
      '这张照片像素太高，打不开。请把相机的照片尺寸调小再拍一张，或者把照片截屏，发截屏的图。',
    undecodable: '这张照片打不开，请重新拍一张。',
  },
  picture: '照片 {number}',
  add: '加照片',
  addHint: '最多 {photosMax} 张。照片里的拍摄地点和时间会被去掉。',
  addStart: '去选照片',
  choose: '选一张或拍一张（不超过 8 MB）',
  send: '发送这张照片',
  sendHint: '请在 5 分钟内发送。照片发不出去也不要紧，您的求助已经收到。',
  later: '照片可以在提交之后的下一页添加。',
  pick: '照片',
  pickHint: '最多 {photosMax} 张，提交之后自动发送。',
  remove: '去掉照片 {number}',
  preparing: '正在把照片变小……',
  ready: '照片准备好了，会跟求助一起发送。',
  unreadable: '这个文件打不开，不像照片。请换一张。',
  full: '最多放 {photosMax} 张照片。',
  sending: '正在发送照片 {number}，共 {count} 张……',
  sent: '照片发出去了，马上会显示在这里。',
  waiting: '求助已经收到。照片还没发出去；页面开着，我们会自动再试。',
  again: '再发一次照片',
} as const satisfies PhotoWords;
