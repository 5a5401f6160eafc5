/** How mail is written, and sent over SMTP; what is in it is others' business. */
@NullMarked
package io.tocsin.mail;

import org.jspecify.annotations.NullMarked;
