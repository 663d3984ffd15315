import type { Contact } from '../../cases/reading/contact.ts';
import { defined } from '../../engine/defined.ts';
import { maskedMail } from '../shapes/mail.ts';
import { maskedPhone } from '../shapes/phone.ts';

/** In lists of numbers, the bullets that residents see are as wide as Chinese characters. */
const narrow = (masked: string): string => masked.replaceAll('•', '*');

/** How to reach a resident, for who looks at the case: enough to recognise a number, not enough to call it. */
export const maskedContact = ({ phone, mail, name }: Contact): Contact =>
  defined({
    phone: phone && narrow(maskedPhone(phone)),
    mail: mail && narrow(maskedMail(mail)),
    name,
  });
