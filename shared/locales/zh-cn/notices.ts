import type { NoticeWords } from '../notice-words.ts';

/** Between the parts of a list. */
export const between = '、';

export const notices = {
  kinds: {
    level: {
      title: '升级提醒：{reference}',
      sentence: '事项 {caseSummary}还没有人接手，已升级到第 {level} 级。请立即处理，并点“接手提醒”。',
    },
    alert: { title: '新事项：{reference}', sentence: '收到新事项 {caseSummary}，请查看。' },
    breach: { title: '已超时：{reference}', sentence: '事项 {caseSummary}的“{clock}”已超时，请立即处理。' },
    undelivered: {
      title: '消息没有送达：{reference}',
      sentence: '事项 {caseSummary}有一条消息没有送达，请用别的方式联系。',
    },
    'decision-needed': {
      title: '需要您决定：{reference}',
      sentence: '事项 {caseSummary}下一步怎么办，需要您决定。',
    },
    assigned: { title: '指派给您：{reference}', sentence: '事项 {caseSummary}由您办理。' },
    'helper-silent': {
      title: '帮忙的人还没回答：{reference}',
      sentence: '您为事项 {caseSummary}请的人还没有回答。请打个电话，或者另想办法。',
    },
    'helper-answered': {
      title: '帮忙的人回答了：{reference}',
      sentence: '您为事项 {caseSummary}请的人回答了，请查看。',
    },
    'resident-wrote': {
      title: '居民有新留言：{reference}',
      sentence: '居民为事项 {caseSummary}补充了情况。',
    },
    reopened: { title: '重新办理：{reference}', sentence: '事项 {caseSummary}已重新办理，请查看。' },
    dissatisfied: {
      title: '居民不满意：{reference}',
      sentence: '居民对事项 {caseSummary}的办理结果不满意，请了解情况。',
    },
    reminder: { title: '提醒：{reference}', sentence: '事项 {caseSummary}：请留意“{clock}”。' },
    ask: {
      title: '请您补充情况',
      sentence: '您的事项 {reference} 需要您补充一点情况，请打开查询页。',
      due: '请在 {at} 前补充。',
    },
    reply: { title: '您有一条新的回复', sentence: '您的事项 {reference} 有新的回复，请打开查询页。' },
    'deadline-moved': {
      title: '时间有变动',
      sentence: '您的事项 {reference} 的时间有变动，原因请看查询页。',
    },
    'rating-request': {
      title: '请您评价',
      sentence: '您的事项 {reference} 已有结果。请打开查询页看结果，并告诉我们是否满意。',
    },
    'broken-promise': {
      title: '我们晚了，对不起',
      sentence: '您的事项 {reference}，答应您的时间已经过了，我们没有做到，对不起。已报告负责人。',
      due: '如果到 {at} 还没有人答复，会再向上一级报告。',
    },
    nudge: {
      title: '还在等您补充',
      sentence: '您的事项 {reference} 还在等您补充情况，请打开查询页。',
      due: '请在 {at} 前补充。',
    },
    receipt: {
      title: '已收到',
      sentence: '您的事项已收到，编号 {reference}，请记下。',
      due: '{at} 前有人答复您。',
    },
    answered: {
      title: '已收到，也已答复',
      sentence: '您的事项已收到，编号 {reference}，请记下。已经有人答复您，请打开查询页。',
    },
    withdrawn: {
      title: '已撤回',
      sentence: '您的事项 {reference} 我们收到过，后来已撤回，不再办理。',
    },
    linked: {
      title: '已收到，一起办理',
      sentence: '您的事项已收到，编号 {reference}，请记下。它和别人报的同一件事一起办理，进展请看查询页。',
    },
    late: {
      title: '已收到',
      sentence: '您的事项已收到，编号 {reference}，请记下。答复晚了，对不起，我们会尽快答复您。',
    },
    news: {
      title: '您有 {count} 条消息',
      sentence: '您的事项 {reference}：{newest}。昨晚以来共 {count} 条消息：{news}。请打开查询页。',
    },
    digest: {
      title: '同时来了多件：还有 {count} 件',
      sentence:
        '又收到 {count} 件没有人查看的事项（{batch}），其中有：{references}。这些事项没有经过验证，但都可能是真的，请打开列表查看。',
    },
    several: {
      title: '同时有多条提醒：{count} 件',
      sentence: '有 {count} 件事项需要处理：{references}。提醒太多，没有逐条发送，请打开列表查看。',
    },
    'faq-to-approve': {
      title: '有一条常见问题等您批准',
      sentence: '有人为居民写了一条问题和回答。请看一遍再批准，批准前谁也看不到。',
    },
    'faq-look-again': {
      title: '有一条回答该再看一看',
      sentence: '居民正在看的一条回答快到期了。请核对是不是还对，不核对会自动撤下。',
    },
    'faq-lapsed': {
      title: '有一条回答已经撤下',
      sentence: '这条回答没有人按时核对，居民已经看不到了。请核对，核对后会再显示。',
    },
    'webhook-gone': {
      title: '有系统不再接收事件',
      sentence:
        '推送地址 {endpoints} 回答不再接收（410），已停止向它推送。请联系对方，然后重新启用或者删除。',
    },
    'webhook-given-up': {
      title: '有事件没有推送到',
      sentence: '推送地址 {endpoints} 有事件三天没有送达，已列出，可以重新推送。请联系对方。',
    },
    brief: {
      title: '今日简报',
      sentence: '未结 {open} 件，超时 {overdue} 件，今天到期 {dueToday} 件，昨夜新增 {newOvernight} 件。',
    },
    test: {
      title: '测试消息',
      sentence: '这条消息说明此渠道可以收到通知，不需要处理。',
    },
  },
  news: {
    receipt: '已收到',
    answered: '已收到并答复',
    withdrawn: '已撤回',
    linked: '和别人报的同一件事一起办理',
    late: '已收到（答复晚了，对不起）',
    reply: '有新的回复',
    ask: '需要您补充一点情况',
    nudge: '还在等您补充',
    'deadline-moved': '时间有变动',
    'rating-request': '已有结果（请您评价）',
    'broken-promise': '答应的时间晚了（对不起）',
  },
  caseSummary: { open: '{reference}（{priority}，{type}，{place}）', sensitive: '{reference}（{priority}）' },
  batch: { open: '{priority} 级，{type}，{place}', sensitive: '{priority} 级' },
  due: '期限 {at}。',
  mayMove: '这个日期之后的放假安排还没公布，可能会变。',
  someClock: '办理时限',
} as const satisfies NoticeWords;
