/** The ports on DynamoDB and SQS. */
@NullMarked
package io.tocsin.aws;

import org.jspecify.annotations.NullMarked;
