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
  'no-notice-address': {
    title: '通知发到哪里？',
    detail: '还没有可以发通知的手机号或邮箱，请填一个。',
  },
  'nothing-to-join': {
    title: '没有可以合并的',
    detail: '别人反映的同一件事已经不在办理中了。您的这一份会照常办理。',
  },
  'code-replaced': {
    title: '这个二维码已经换过了',
    detail: '这个地点已经有新的二维码，直接打印新的海报就行。',
  },
  'register-changed': {
    title: '记录被绕过登记改动过',
    detail:
      '系统里这个地点、人员或规则的内容和最近一次登记的不一致，所以不在它上面再做改动。请通知系统管理员，先重新登记。',
  },
  'own-entry': {
    title: '不能改自己',
    detail: '不能把自己移出名册，也不能改自己的角色，否则站里可能没有所长了。请另一位所长或系统管理员来改。',
  },
  'unknown-deputy': {
    title: '这个人不能代班',
    detail: '代班的要是本站名册上的另一个人，督察不能代班。',
  },
  'roster-full': {
    title: '名册满了',
    detail: '名册最多 {peopleMax} 人，移出的也算在内。请找系统管理员。',
  },
  'content-refused': { title: '没有发布', detail: '不能发布。{sentence}' },
  'settings-moved': {
    title: '内容已有变化',
    detail: '就在刚才，有人改过这里（现在是第 {version} 版）。您的改动没有写入，请看过现在的内容再决定。',
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
  'helper-not-needed': {
    title: '现在不用请人帮忙',
    detail: '这件事已经答复、移交或者结束了，所以不再请人帮忙。需要的话请先重新办理。',
  },
  'helper-answered-before': {
    title: '已经有人回答了',
    detail: '您打开页面以后，这个链接上已经有人回答。请先看一看那个回答；不对的话，再改一次。',
  },
  'helper-task-over': {
    title: '这个请求已经结束',
    detail: '它已经收回、过时、没有这个人，或者改过太多次。需要的话请重新请人帮忙。',
  },
  'helpers-enough': {
    title: '这件事请过的人够多了',
    detail: '一件事最多请 {helpersMax} 次人帮忙。请换别的办法。',
  },
  'nothing-to-approve': {
    title: '没有等批准的内容',
    detail: '这里没有等批准的问答，或者内容已经读不出来。请刷新再看。',
  },
  'faq-full': {
    title: '常见问题已满',
    detail: '一个警务室最多留 {entriesMax} 条常见问题。请改已有的。',
  },
  'webhooks-off': {
    title: '没有开通向其他系统推送',
    detail: '本系统没有开通向其他系统推送事件。需要的话，请联系运维人员开通。',
  },
  'webhook-exists': {
    title: '这个名称已经用了',
    detail: '已经有同名的推送地址。请换一个名称，或者先删除原来的。',
  },
  'webhooks-enough': {
    title: '推送地址已满',
    detail: '一个警务室最多 {endpointsMax} 个推送地址。请先删除一个。',
  },
  'address-not-https': {
    title: '这个地址不能用',
    detail: '请填写以 https:// 开头的地址，里面不要带用户名和密码。',
  },
  'address-inside': {
    title: '这个地址不在公网上',
    detail: '它指向内部、本机或者保留的网络，不能向那里推送。请填写对方系统的公网地址。',
  },
  'address-unknown': {
    title: '找不到这个地址',
    detail: '现在公网上没有这个名称的主机。请检查有没有写错。',
  },
  struck: {
    title: '已不在名册上',
    detail: '您已被移出本站名册，不能再在这里工作。有疑问请找所长。',
  },
  unauthorized: { title: '请先登录', detail: '没有登录，或者登录已经过期。请重新登录。' },
  'not-json': { title: '内容不能识别', detail: '提交的内容不是正确的 JSON。' },
  'too-large': { title: '内容太大', detail: '提交的内容超过 64 KB，或者套了 64 层以上，请缩短后再试。' },
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
  'not-for-sms': '「{field}」要填能收短信的手机号。',
  'wrong-mail': '「{field}」不像一个邮箱地址，请检查一下。',
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
