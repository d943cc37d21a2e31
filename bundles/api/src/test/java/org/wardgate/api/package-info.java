/** Tests of the API's values. */
@NullMarked
package org.wardgate.api;

import org.jspecify.annotations.NullMarked;
