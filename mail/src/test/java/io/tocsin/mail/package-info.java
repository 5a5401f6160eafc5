/** Against a real mail server, and against some that misbehave. */
@NullMarked
package io.tocsin.mail;

import org.jspecify.annotations.NullMarked;
