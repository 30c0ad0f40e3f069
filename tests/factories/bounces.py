"""Notices that a mail did not arrive, in the shapes of real mail servers, about invented people."""

POSTFIX = """\
Return-Path: <>
Received: by mx.oakfield.example (Postfix)
\tid 4QxY1b2zZqz9sT; Tue,  3 Nov 2026 09:00:07 +0000 (GMT)
Date: Tue,  3 Nov 2026 09:00:07 +0000 (GMT)
From: MAILER-DAEMON@mx.oakfield.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: esafety@oakfield.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4QxY1b1kLqz9sS.1762160407/mx.oakfield.example"
Content-Transfer-Encoding: 8bit

This is a MIME-encapsulated message.

--4QxY1b1kLqz9sS.1762160407/mx.oakfield.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.oakfield.example.

<pia@home.example>: host mx.home.example[192.0.2.7] said: 550 5.1.1
    <pia@home.example>: Recipient address rejected (in reply to RCPT TO command)

--4QxY1b1kLqz9sS.1762160407/mx.oakfield.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.oakfield.example
X-Postfix-Queue-ID: 4QxY1b1kLqz9sS
X-Postfix-Sender: rfc822; esafety@oakfield.example
Arrival-Date: Tue,  3 Nov 2026 09:00:05 +0000 (GMT)

Final-Recipient: rfc822; pia@home.example
Original-Recipient: rfc822;pia@home.example
Action: {action}
Status: {status}
Remote-MTA: dns; mx.home.example
Diagnostic-Code: smtp; 550 5.1.1 <pia@home.example>: Recipient address rejected

--4QxY1b1kLqz9sS.1762160407/mx.oakfield.example
Content-Description: Undelivered Message
Content-Type: message/rfc822
Content-Transfer-Encoding: 8bit

Return-Path: <esafety@oakfield.example>
Content-Type: multipart/alternative; boundary="===============1=="
MIME-Version: 1.0
Subject: Oakfield School: please sign
From: eSafety <esafety@oakfield.example>
To: pia@home.example
Date: Tue, 03 Nov 2026 09:00:05 -0000
Message-ID: {number}

--===============1==
Content-Type: text/plain; charset="utf-8"

Please sign: https://esafety.example/

--===============1==--

--4QxY1b1kLqz9sS.1762160407/mx.oakfield.example--
"""

EXCHANGE = """\
From: <postmaster@trust.example>
To: <esafety@oakfield.example>
Date: Tue, 3 Nov 2026 09:00:12 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="b688bcc8-3a0d-4f57-8ea5-6d4c4d7f0e0d"
Content-Language: en-GB
Message-ID: <a1b2c3d4-0000-4000-8000-000000000001@trust.example>
In-Reply-To: {number}
References: {number}
Subject: Undeliverable: Oakfield School: please sign
Auto-Submitted: auto-replied
MIME-Version: 1.0

--b688bcc8-3a0d-4f57-8ea5-6d4c4d7f0e0d
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="1f1f1f1f-0000-4000-8000-000000000002"

--1f1f1f1f-0000-4000-8000-000000000002
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Delivery has failed to these recipients or groups:

Pia Ash (pia@trust.example)
The email address you entered couldn't be found.

--1f1f1f1f-0000-4000-8000-000000000002
Content-Type: text/html; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

<html><body><p>Delivery has failed</p></body></html>

--1f1f1f1f-0000-4000-8000-000000000002--

--b688bcc8-3a0d-4f57-8ea5-6d4c4d7f0e0d
Content-Type: message/delivery-status

Reporting-MTA: dns;CWXP265MB0001.GBRP265.PROD.trust.example
Received-From-MTA: dns;LO2P265CA0001.GBRP265.PROD.trust.example
Arrival-Date: Tue, 3 Nov 2026 09:00:10 +0000

Final-Recipient: rfc822;pia@trust.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found
X-Display-Name: Pia Ash

--b688bcc8-3a0d-4f57-8ea5-6d4c4d7f0e0d
Content-Type: message/rfc822

Received: from mx.oakfield.example (192.0.2.9) by CWXP265MB0001 with Microsoft SMTP Server
Message-ID:
 {number}
From: eSafety <esafety@oakfield.example>
To: <pia@trust.example>
Subject: Oakfield School: please sign
Content-Type: text/plain

Please sign.

--b688bcc8-3a0d-4f57-8ea5-6d4c4d7f0e0d--
"""

GMAIL = """\
Delivered-To: esafety@oakfield.example
Return-Path: <>
Content-Type: multipart/report; boundary="0000000000005f1c4e05f1c4e05f"; report-type=delivery-status
To: esafety@oakfield.example
From: Mail Delivery Subsystem <mailer-daemon@mail.example>
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: {number}
In-Reply-To: {number}
Message-ID: <6547f0a1.050a0220.1a2b3.0001.GMR@mx.mail.example>
Date: Tue, 03 Nov 2026 01:00:09 -0800 (PST)

--0000000000005f1c4e05f1c4e05f
Content-Type: multipart/related; boundary="0000000000005f1c5a05f1c4e062"

--0000000000005f1c5a05f1c4e062
Content-Type: text/plain; charset="UTF-8"

** Address not found **

Your message wasn't delivered to zoë@mail.example.

--0000000000005f1c5a05f1c4e062
Content-Type: image/png; name="icon.png"
Content-Disposition: attachment; filename="icon.png"
Content-Transfer-Encoding: base64
Content-ID: <icon.png>

iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YA
--0000000000005f1c5a05f1c4e062--

--0000000000005f1c4e05f1c4e05f
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example
Received-From-MTA: dns; esafety@oakfield.example
Arrival-Date: Tue, 03 Nov 2026 01:00:08 -0800 (PST)
X-Original-Message-ID: {number}

Final-Recipient: rfc822; pia@mail.example
Action: {action}
Status: {status}
Remote-MTA: dns; gmail-smtp-in.mail.example.
 (192.0.2.26, the server for the domain mail.example.)
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.
Last-Attempt-Date: Tue, 03 Nov 2026 01:00:09 -0800 (PST)

--0000000000005f1c4e05f1c4e05f
Content-Type: message/rfc822

Received: from mx.oakfield.example by smtp.mail.example with ESMTPSA id a1
From: eSafety <esafety@oakfield.example>
To: pia@mail.example
Subject: =?utf-8?q?Oakfield_School=3A_please_sign?=
Message-ID: {number}

Please sign.

--0000000000005f1c4e05f1c4e05f--
"""

HEADERS_ONLY = """\
From: MAILER-DAEMON@relay.example
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: text/plain

Gone.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; pia@home.example
Action: {action}
Status: {status} (no such user)
--x
Content-Type: text/rfc822-headers; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Subject: Oakfield =
School
message-id: {number}
--x--
"""

WORLD = """\
From: MAILER-DAEMON@relay.example
Content-Type: multipart/report; report-type=global-delivery-status; boundary=x

--x
Content-Type: message/global-delivery-status
Content-Transfer-Encoding: 8bit

Reporting-MTA: dns; relay.example

Final-Recipient: utf-8; zoë@höme.example
Action: {action}
Status: {status}
--x
Content-Type: message/global-headers
Content-Transfer-Encoding: 8bit

To: zoë@höme.example
Message-ID: {number}
--x--
"""

NOTHING_BACK = """\
From: MAILER-DAEMON@relay.example
In-Reply-To: {number}
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; pia@home.example
Action: {action}
Status: {status}
--x--
"""

WITHOUT_STATUS = """\
From: MAILER-DAEMON@old.example
In-Reply-To: {number}
Subject: failure notice

Hi. This is the program that sends mail at old.example. pia@home.example: no such user {status}
{action}
"""

SHAPES = {
    "postfix": POSTFIX,
    "exchange": EXCHANGE,
    "gmail": GMAIL,
    "headers only": HEADERS_ONLY,
    "in other scripts": WORLD,
    "nothing brought back": NOTHING_BACK,
}


def notice(number: str, shape: str = POSTFIX, action: str = "failed", status: str = "5.1.1"):
    """The bytes of a notice about the mail with this Message-ID."""
    return shape.format(number=number, action=action, status=status).encode()
