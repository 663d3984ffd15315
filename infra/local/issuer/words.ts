import type { Language } from '../../../shared/engine/language.ts';
import type { Role } from '../../../shared/engine/scope.ts';

interface Words {
  readonly localOnly: string;
  readonly signIn: string;
  readonly choose: string;
  readonly station: string;
  readonly role: Readonly<Record<Role, string>>;
  readonly signOut: string;
  readonly signOutQuestion: string;
  readonly stay: string;
  readonly signedOut: string;
  readonly failed: string;
  readonly expired: string;
  readonly unknownPerson: string;
  readonly toConsole: string;
}

/** All texts of the local issuer. */
export const words: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    localOnly: '仅供本机试用:选人即可登录,无需密码。切勿用于真实数据。',
    signIn: '登录',
    choose: '请选择登录身份',
    station: '警务室',
    role: { guard: '保安', officer: '民警', chief: '所长', auditor: '督察' },
    signOut: '退出登录',
    signOutQuestion: '要退出登录吗?',
    stay: '保持登录',
    signedOut: '已退出登录',
    failed: '登录未成功',
    expired: '本次登录已过期,请从工作台重新开始。',
    unknownPerson: '名单中没有此人,请重新选择。',
    toConsole: '返回工作台',
  },
  en: {
    localOnly: 'Local only: choosing a person signs you in, without a password. Never use it with real data.',
    signIn: 'Sign in',
    choose: 'Who is signing in?',
    station: 'Station',
    role: { guard: 'Guard', officer: 'Officer', chief: 'Chief', auditor: 'Auditor' },
    signOut: 'Sign out',
    signOutQuestion: 'Sign out?',
    stay: 'Stay signed in',
    signedOut: 'You are signed out',
    failed: 'The sign-in did not succeed',
    expired: 'This sign-in has expired. Start again from the console.',
    unknownPerson: 'That person is not on the list. Choose again.',
    toConsole: 'Back to the console',
  },
};

/** The first supported language of `Accept-Language`; Chinese by default. */
export function languageFor(acceptLanguage: string | undefined): Language {
  const ranges = (acceptLanguage ?? '')
    .split(',')
    .map((range) => {
      const [tag = '', weight] = range
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/);
      return { tag, weight: Number(weight ?? 1) };
    })
    .filter(({ tag, weight }) => weight > 0 && /^(zh|en)(-|$)/.test(tag))
    .toSorted((a, b) => b.weight - a.weight);
  return ranges[0]?.tag.startsWith('en') ? 'en' : 'zh-CN';
}
