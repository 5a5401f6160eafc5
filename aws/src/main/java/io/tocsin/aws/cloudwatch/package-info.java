/** What happens, told to CloudWatch. */
@NullMarked
package io.tocsin.aws.cloudwatch;

import org.jspecify.annotations.NullMarked;
