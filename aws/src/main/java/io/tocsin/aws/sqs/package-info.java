/** The queues on SQS. */
@NullMarked
package io.tocsin.aws.sqs;

import org.jspecify.annotations.NullMarked;
