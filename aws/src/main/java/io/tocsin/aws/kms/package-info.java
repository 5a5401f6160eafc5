/** Secrets sealed by AWS KMS. */
@NullMarked
package io.tocsin.aws.kms;

import org.jspecify.annotations.NullMarked;
