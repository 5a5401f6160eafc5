/** Messages to people, by SES and SNS. Their clients are made when they are first used. */
@NullMarked
package io.tocsin.aws.message;

import org.jspecify.annotations.NullMarked;
