/** The stores on DynamoDB. */
@NullMarked
package io.tocsin.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
