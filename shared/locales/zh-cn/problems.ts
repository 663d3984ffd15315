import type { Words } from '../words.ts';

export const problems = {
  'not-found': { title: '没有找到', detail: '没有找到您要的内容。请检查网址或编号是否完整。' },
  'move-not-allowed': {
    title: '现在不能这样做',
    detail: '这件事目前是「{from}」，不能「{move}」{leading}。请刷新后再看。',
  },
  'changed-meanwhile': {
    title: '内容已有变化',
    detail: '就在刚才，有人更新了这件事（现在是第 {version} 版）。请刷新后再操作，您的这一步没有执行。',
  },
  'too-busy': { title: '正忙', detail: '同时操作的人太多，这次没有保存。请稍等一秒再试一次。' },
  'wrong-cursor': {
    title: '这不是这个列表的下一页',
    detail: '这个翻页标记是别的列表、别的排序或别人的，接着翻会漏掉事项。请从第一页重新看。',
  },
  'token-used': {
    title: '这个提交码已经用过',
    detail: '这个提交码已用于另一份内容。您填写的内容没有丢，请用新的提交码再交一次。',
  },
  'command-used': {
    title: '这个操作号已经用过',
    detail: '这个操作号已用于另一项操作。请换一个新的操作号再试一次。',
  },
  'invalid-details': {
    title: '有一项回答不能识别',
    detail: '「{question}」的回答不在可选范围内，请重新选择。',
  },
  'unknown-outcome': {
    title: '结果代码不能识别',
    detail: '这类事项没有「{outcome}」这个结果，请从列表中选择。',
  },
  'reply-too-short': {
    title: '回复太短',
    detail:
      '给居民的回复至少要写 {charactersMin, plural, other {# 个字}}，说明办了什么、结果怎样。标点、空格和表情不算字数。',
  },
  'nothing-to-read': {
    title: '没有写字',
    detail: '这一段里没有能读的字（只有标点、空格或表情）。请用文字写清楚，这一步还没有执行。',
  },
  'second-person-needed': {
    title: '需要第二个人确认',
    detail: '这一步不能由同一个人完成，请另一位同事确认。',
  },
  'waits-exhausted': {
    title: '不能再次等待居民',
    detail: '同一件事最多等待居民 {waitsMax, plural, other {# 次}}，现在请作出决定。',
  },
  'extensions-exhausted': {
    title: '不能再次延期',
    detail: '同一件事最多延期 {extensionsMax, plural, other {# 次}}，请按现有期限办理。',
  },
  'not-later': { title: '时间不对', detail: '「{clock}」的新时间必须晚于现在和原定时间。' },
  'too-far-ahead': { title: '时间太远', detail: '最多可以定在 {daysMax, plural, other {# 天}}以内。' },
  'no-such-clock': { title: '没有这个期限', detail: '这件事现在没有正在计时、可以调整的「{clock}」期限。' },
  'no-such-milestone': { title: '没有这个节点', detail: '这件事现在没有等待完成的「{milestone}」。' },
  'nothing-to-acknowledge': { title: '没有需要接手的提醒', detail: '这件事目前没有逐级提醒在进行。' },
  'window-over': {
    title: '反馈期已过',
    detail: '可以重新打开这件事的时间已经过了。如果还需要帮助，请重新提交一件。',
  },
  'window-still-open': { title: '还不能结案', detail: '居民还在反馈期内，期满之后才能结案。' },
  'already-rated': { title: '已经评价过', detail: '您已经评价过这件事，谢谢。' },
  'unknown-person': { title: '没有这个人', detail: '本警务室的名单里没有这个人，请选另一位。' },
  'person-cannot-act': {
    title: '不能交给这个人',
    detail: '这个人不直接办事（只查看，或者在上级值守）。请选本警务室的保安、民警或所长。',
  },
  'in-the-future': { title: '时间还没到', detail: '事情发生的时间不能晚于现在，请改一下。' },
  'not-secret': { title: '这件事不保密', detail: '这件事的报告人本来就不保密，或已经解除保密。' },
  'no-withdrawal-asked': { title: '没有撤回申请', detail: '居民没有申请撤回这件事。' },
  'not-linkable': {
    title: '不能并入那件事',
    detail: '要并入的事项不存在、就是这件事本身，或者已经合并满了。',
  },
  'no-longer-worked-on': {
    title: '那件事已经不在办理中',
    detail: '那件事已经答复、转交或结束，并进去就没有人办了。请选一件正在办理的，或者让这件事单独办理。',
  },
  'other-type': {
    title: '两件事的类型不同',
    detail: '每一类事项有自己的期限。如果确实是同一件事，请先改变类型，再合并。',
  },
  'reason-needed': {
    title: '请写明原因',
    detail: '已经结束或合并的事项，要写明原因才能重新打开。居民会看到这个原因。',
  },
  'nothing-to-join': {
    title: '没有可以合并的',
    detail: '别人反映的同一件事已经不在办理中了。您的这一份会照常办理。',
  },
  'code-replaced': {
    title: '这个二维码已经换过了',
    detail: '这个地点已经有新的二维码，直接打印新的海报就行。',
  },
  'link-used': {
    title: '这个链接已经用过',
    detail: '打印海报的链接只能打开一次。请重新取一个，马上就好。',
  },
  'link-expired': {
    title: '这个链接过期了',
    detail: '打印海报的链接十分钟内有效。请重新取一个，马上就好。',
  },
  'photos-full': {
    title: '照片已经放满',
    detail: '一件事最多放 {photosMax} 张照片。其余的请用文字补充，或者当面给民警看。',
  },
  unauthorized: { title: '请先登录', detail: '没有登录，或者登录已经过期。请重新登录。' },
  'not-json': { title: '内容不能识别', detail: '提交的内容不是正确的 JSON。' },
  'too-large': { title: '内容太大', detail: '提交的内容超过 64 KB，请缩短后再试。' },
  'unsupported-type': {
    title: '格式不支持',
    detail: '请用 JSON 提交（Content-Type: application/json）。',
  },
  'unreadable-text': {
    title: '文字读不出来',
    detail:
      '您写的字在发送时变成了乱码，所以没有登记。请退回上一页再发一次，或者换一个浏览器。情况紧急请直接拨打 110。',
  },
  'invalid-input': { title: '有内容需要修改', detail: '有 {count} 处需要修改：{first}' },
  'too-many-tries': {
    title: '试错的链接太多',
    detail:
      '您所在的网络试了太多打不开的链接。请过一小时再试，或者打电话给警务室，报上您的编号。情况紧急请直接拨打 110。',
  },
  unavailable: {
    title: '暂时无法服务',
    detail: '系统暂时没有应答，请几秒后再试；重复提交不会重复登记。情况紧急请直接拨打 110。',
  },
  defect: {
    title: '系统出错了',
    detail: '这是我们的问题，请稍后再试。如需帮助，请提供编号 {requestId}。情况紧急请直接拨打 110。',
  },
} as const satisfies Words['problems'];

export const inputErrors = {
  missing: '请填写「{field}」。',
  'unknown-field': '没有「{field}」这一项，请去掉。',
  'unknown-choice': '「{field}」不在可选范围内。',
  'wrong-type': '「{field}」的类型不对。',
  'wrong-format': '「{field}」的格式不对。',
  'wrong-phone': '「{field}」不像一个电话号码，请检查一下。',
  'wrong-reference':
    '「{field}」不对：编号是七位数字，最后一位用来核对，错一位或两位颠倒都能看出来。请再问一遍。',
  'too-short': '「{field}」太短。',
  'too-long': '「{field}」太长。',
  'too-small': '「{field}」太小。',
  'too-large': '「{field}」太大。',
  'too-many': '「{field}」的项目太多。',
  'too-many-numbers': '「{field}」最多写两个号码。',
  'invalid-characters': '「{field}」里有不能使用的字符。',
} as const satisfies Words['inputErrors'];
